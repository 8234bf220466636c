import { api, expectOk, type Api } from "../helpers/shop/api"
import { queryDatabase } from "../helpers/services/database"
import { hexHeaders, newSource, videoCall } from "../helpers/shop/emr"
import { completedCall, emrAt, type EmrAnswer } from "../helpers/shop/emr-messages"
import { complianceEventsOf, establishmentsOf, newPatient } from "../helpers/shop/patients"
import { shopUnderTest } from "../helpers/shop/shop-under-test"
import { registerCustomer, texanAddress } from "../helpers/shop/shopper"

/**
 * A verification could be had by typing: `metadata.emr_patient_id` named the patient, the customer's address at the time of
 * processing named the region, and one appointment counted once in every region that the customer typed.
 */
describe("a verification", () => {
  let admin: Api
  const url = shopUnderTest.url()
  const sql = <Row extends object>(text: string, values: unknown[] = []) =>
    queryDatabase<Row>(shopUnderTest.databaseUrl(), text, values)

  beforeAll(async () => {
    admin = await shopUnderTest.admin()
  })

  /** A patient who moves from state to state by editing their own address. */
  async function mover() {
    const customer = await registerCustomer(url)
    const addresses = "/store/customers/me/addresses"
    const path = `${addresses}?fields=*addresses`
    const { customer: made } = expectOk(
      await customer.store.post<{ customer: { addresses: { id: string }[] } }>(path, texanAddress())
    )
    const moveTo = async (province: string) =>
      void expectOk(await customer.store.post(`${addresses}/${made.addresses[0]?.id}`, { province }))
    return { id: customer.id, moveTo }
  }

  const regionsOf = async (id: string) => (await establishmentsOf(admin, id)).map(({ region_code }) => region_code)

  it("goes to whom staff or the EMR linked, whatever others write into their metadata", async () => {
    const source = await newSource(admin)
    const emr = emrAt(url, source.secret, () => new Date(), source.slug)
    const victim = await newPatient(admin)
    const theirId = `emr-4711-${victim.id}`
    const attackers = [await registerCustomer(url), await registerCustomer(url)]
    for (const { store } of attackers) {
      expectOk(await store.post("/store/customers/me/addresses", texanAddress()))
      expectOk(await store.post("/store/customers/me", { metadata: { emr_patient_id: theirId } }))
    }
    expect((await emr.send("video-call-completed", completedCall(theirId, `a_${theirId}`))).status).toBe(422)
    expectOk(await emr.send("patient-linked", { patient_external_id: theirId, customer_id: victim.id }))
    const again = await emr.send("patient-linked", { patient_external_id: theirId, customer_id: attackers[0]!.id })
    expect(again).toMatchObject({ status: 409, body: { cause: "conflict" } })

    expectOk(await emr.send("video-call-completed", completedCall(theirId, `b_${theirId}`)))
    expect(await regionsOf(victim.id)).toEqual(["US-TX"])
    for (const { id } of attackers) expect(await regionsOf(id)).toEqual([])
  })

  it("is in one region, however the address is edited between repeats of the call", async () => {
    const source = await newSource(admin)
    const emr = emrAt(url, source.secret, () => new Date(), source.slug)
    const { id, moveTo } = await mover()
    const call = completedCall(id, `appt_${id}`)
    for (const province of ["TX", "CA", "NY", "FL"]) {
      await moveTo(province)
      expectOk(await emr.send("video-call-completed", call))
    }
    expect(await regionsOf(id)).toEqual(["US-TX"])
    expect(await complianceEventsOf(sql, id)).toEqual(["establishment_fulfilled"])
  })

  it("is not had by a replay, when the message is long gone and the scheme has no time", async () => {
    const source = await newSource(admin, { scheme: "hmac-sha256-hex" })
    const { id, moveTo } = await mover()
    const body = videoCall(id)
    const send = () =>
      api(url).postRaw<EmrAnswer>(
        `/webhooks/${source.slug}/video-call-completed`,
        body,
        hexHeaders(body, source.secret)
      )
    const first = expectOk(await send())
    await sql("DELETE FROM webhook_inbound_message WHERE id = $1", [first.id])
    await moveTo("CA")
    expect(await send()).toMatchObject({ status: 200, body: { region_code: "US-TX", duplicate: false } })
    expect(await regionsOf(id)).toEqual(["US-TX"])
    expect(await complianceEventsOf(sql, id)).toEqual(["establishment_fulfilled"])
  })

  it("is not had with another patient's appointment, nor by a call that is old, or none", async () => {
    const source = await newSource(admin)
    const emr = emrAt(url, source.secret, () => new Date(), source.slug)
    const [one, other] = [await newPatient(admin), await newPatient(admin)]
    expectOk(await emr.send("video-call-completed", completedCall(one.id, `appt_${one.id}`)))
    expect(await emr.send("video-call-completed", completedCall(other.id, `appt_${one.id}`))).toMatchObject({
      status: 409,
      body: { cause: "conflict" },
    })
    const old = { completed_at: "1990-01-01T00:00:00Z" }
    expect(
      await emr.send("video-call-completed", completedCall(other.id, `old_${other.id}`, new Date(), old))
    ).toMatchObject({
      status: 422,
      body: { cause: "too_old" },
    })
    const none = { call_duration_minutes: 0 }
    expect(
      await emr.send("video-call-completed", completedCall(other.id, `no_${other.id}`, new Date(), none))
    ).toMatchObject({
      status: 422,
      body: { cause: "too_short" },
    })
    expect(await regionsOf(other.id)).toEqual([])
  })
})
