import { Webhook } from "standardwebhooks"
import { expectOk, loginAdmin, type Api } from "../helpers/shop/api"
import { emrSource } from "../helpers/shop/emr"
import { completedCall, emrAt, type Emr } from "../helpers/shop/emr-messages"
import { cloneDatabase, dropDatabase, queryDatabase } from "../helpers/services/database"
import { registerPartner, type Envelope, type Partner } from "../helpers/receivers/partner"
import { shiftedClock, type ShiftedClock } from "../helpers/shop/shifted-clock"
import { startShop, type Shop } from "../helpers/shop/shop"
import {
  fillCart,
  loginCustomer,
  registerCustomer,
  texanAddress,
  type Customer,
  type ReadyCart,
} from "../helpers/shop/shopper"
import { establishmentsOf, newPatient } from "../helpers/shop/patients"
import { until } from "../helpers/until"

const DATABASE = "compliance_story"
const DAY_MS = 24 * 60 * 60 * 1_000
const dakotan = texanAddress({ province: "SD", city: "Pierre" })
/** A job runs every minute. */
const JOB_TIMEOUT_MS = 100_000

interface Rule {
  rollout: { status: string; done: number; total: number }
}

interface Compliance {
  allowed: boolean
  verification_needed: boolean
  region_code: string
  status: string | null
  message: string | null
}

/** From the rule to the revocation, over a year of the shop's own clock. The steps are in order; each one builds on the last. */
describe("a patient in Texas", () => {
  let clock: ShiftedClock
  let shop: Shop
  let admin: Api
  let partner: Partner
  let emr: Emr
  let customer: Customer
  let cart: ReadyCart
  let establishmentId: string
  /** Customers who were there before the rules. */
  let before: { id: string }[]
  let unannounced: string
  let waiting: string
  let databaseUrl: string

  const compliance = async () =>
    expectOk(await customer.store.get<{ compliance: Compliance }>(`/store/carts/${cart.id}/compliance`)).compliance
  const complete = () => customer.store.post<{ type?: string; message?: string }>(`/store/carts/${cart.id}/complete`)
  /** Of this patient. */
  const requests = () => partner.receiver.requests.filter(({ body }) => body.includes(customer.id))
  const events = () => requests().map(({ headers }) => String(headers["webhook-event-type"]))
  const count = (type: string) => events().filter((name) => name === type).length

  /** Waits for the webhook, and has the reference library check it at the time it was sent. */
  async function webhook(type: string, nth = 1): Promise<Envelope<{ establishment: Record<string, unknown> }>> {
    await until(() => count(type) >= nth, { what: `${type} number ${nth}`, timeout_ms: JOB_TIMEOUT_MS })
    const request = requests().filter(({ headers }) => headers["webhook-event-type"] === type)[nth - 1]!
    const now = jest.spyOn(Date, "now").mockReturnValue(Number(request.headers["webhook-timestamp"]) * 1_000)
    new Webhook(partner.secret).verify(request.body, request.headers as Record<string, string>)
    now.mockRestore()
    return JSON.parse(request.body) as Envelope<{ establishment: Record<string, unknown> }>
  }

  /** Whoever was logged in is not any more, after so long. */
  async function putForward(days: number): Promise<void> {
    clock.putForward(days * DAY_MS)
    admin = await loginAdmin(shop.url)
    customer = await loginCustomer(shop.url, customer)
  }

  const establishments = async (query: string) =>
    expectOk(
      await admin.get<{ establishments: Record<string, unknown>[] }>(
        `/admin/compliance/establishments?customer_id=${customer.id}${query}`
      )
    ).establishments

  beforeAll(async () => {
    clock = shiftedClock()
    databaseUrl = await cloneDatabase(DATABASE)
    shop = await startShop({ databaseUrl, env: { ...clock.env, COMPLIANCE_CHECKOUT: "block" } })
    admin = await loginAdmin(shop.url)
    partner = await registerPartner(admin, { events: ["compliance.*"] })
    emr = emrAt(shop.url, (await emrSource(admin)).secret, clock.now)
  })
  afterAll(async () => {
    await partner.receiver.stop()
    await shop.stop()
    await dropDatabase(DATABASE)
    clock.remove()
  })

  const RULES = "/admin/compliance/region-requirements"
  const seen = async (id: string) =>
    (await establishmentsOf(admin, id)).map(({ region_code, status }) => `${region_code} ${status}`)

  it("lives where a rule asks for a verification, which those who were there before are asked for too", async () => {
    before = [await newPatient(admin, dakotan), await newPatient(admin, dakotan)]
    const rule = async (fields: object) =>
      expectOk(await admin.post<{ region_requirement: { id: string } }>(RULES, fields)).region_requirement.id
    const rules = [await rule({ region_code: "US-TX", validity_days: 365 }), await rule({ region_code: "US-SD" })]
    const rollouts = () =>
      Promise.all(
        rules.map(
          async (id) =>
            expectOk(await admin.get<{ region_requirement: Rule }>(`${RULES}/${id}`)).region_requirement.rollout
        )
      )
    const isDone = async () => (await rollouts()).every(({ status }) => status === "done")
    await until(isDone, { what: "the rollouts", timeout_ms: JOB_TIMEOUT_MS })
    expect(await rollouts()).toMatchObject([
      { done: 2, total: 2 },
      { done: 2, total: 2 },
    ])
    for (const { id } of before) expect(await seen(id)).toEqual(["US-SD required"])
    expectOk(await admin.delete(`${RULES}/${rules[1]}`))
    // Somebody whom the bus announces to nobody: written past Medusa.
    unannounced = (await newPatient(admin, null)).id
    const address = "INSERT INTO customer_address (id, customer_id, country_code, province) VALUES ($1, $2, 'us', 'TX')"
    await queryDatabase(databaseUrl, address, [`cuaddr_${unannounced}`, unannounced])
    waiting = (await newPatient(admin, null)).id
    const early = await emr.send("video-call-completed", completedCall(waiting, "appt_waiting", clock.now()))
    expect(early).toMatchObject({ status: 422, body: { cause: "no_region" } })
    await queryDatabase(databaseUrl, address, [`cuaddr_${waiting}`, waiting])
  })

  it("may not order where a rule asks for a verification, and it is required from then on", async () => {
    customer = await registerCustomer(shop.url)
    cart = await fillCart(shop.url, { customer })
    expect(await compliance()).toMatchObject({ allowed: false, region_code: "US-TX", status: null })
    for (let tries = 0; tries < 2; tries++) {
      const refused = await complete()
      expect(refused.status).toBe(400)
      expect(refused.body.message).toBe(
        "Ordering in US-TX needs a verification. Please book a video consultation first."
      )
    }
    const { data } = await webhook("compliance.requirement_created")
    expect(data).toMatchObject({
      customer_id: customer.id,
      region_code: "US-TX",
      establishment: { status: "required" },
    })
    establishmentId = String(data.establishment.id)
    expectOk(await customer.store.post("/store/customers/me/addresses", texanAddress()))
  })

  it("has an appointment, and still may not order", async () => {
    const inADay = new Date(clock.now().getTime() + DAY_MS).toISOString()
    const fields = { patient_external_id: customer.id, appointment_id: "appt_1", scheduled_for: inADay }
    expect((await emr.send("appointment-scheduled", fields)).body).toMatchObject({ region_code: "US-TX" })
    const { data } = await webhook("compliance.consultation_scheduled")
    expect(data).toMatchObject({
      customer_id: customer.id,
      appointment_id: "appt_1",
      scheduled_for: inADay,
      region_code: "US-TX",
    })
    expect(await compliance()).toMatchObject({ allowed: false, status: "scheduled" })
  })

  it("is verified by the call, and orders", async () => {
    const answer = await emr.send("video-call-completed", completedCall(customer.id, "appt_1", clock.now()))
    expect(answer).toMatchObject({ status: 200, body: { region_code: "US-TX", establishment: { established: true } } })
    const { data } = await webhook("compliance.establishment_fulfilled")
    expect(data.establishment).toMatchObject({ id: establishmentId, status: "established", appointment_id: "appt_1" })
    expect(await compliance()).toMatchObject({ allowed: true, verification_needed: false, message: null })
    expect(expectOk(await complete()).type).toBe("order")
    const mine = await customer.store.get<{ establishments: Record<string, unknown>[] }>(
      "/store/customers/me/establishments"
    )
    expect(expectOk(mine).establishments).toMatchObject([{ region_code: "US-TX", established: true }])
  })

  it("learns, a month before, that it will end, and then that it has ended", async () => {
    await putForward(336)
    const { data } = await webhook("compliance.establishment_expiring")
    expect(data.establishment).toMatchObject({ id: establishmentId, established: true })
    await putForward(30)
    // By the list and by the row it is over, whether or not the job has come to it.
    expect(await establishments("&status=expired")).toHaveLength(1)
    expect(await establishments("&status=established")).toEqual([])
    expect((await webhook("compliance.establishment_expired")).data.establishment).toMatchObject({ status: "expired" })
  })

  it("is verified anew", async () => {
    cart = await fillCart(shop.url, { customer })
    expect(await compliance()).toMatchObject({ allowed: false, status: "expired" })
    expectOk(await emr.send("video-call-completed", completedCall(customer.id, "appt_2", clock.now())))
    const { data } = await webhook("compliance.establishment_fulfilled", 2)
    expect(data.establishment).toMatchObject({ id: establishmentId, appointment_id: "appt_2" })
    expect(await compliance()).toMatchObject({ allowed: true })
  })

  it("loses it when staff revoke it, and no call brings it back before they lift that", async () => {
    const path = `/admin/compliance/establishments/${establishmentId}`
    expect((await admin.post(`${path}/revoke`, {})).status).toBe(400)
    expectOk(await admin.post(`${path}/revoke`, { reason: "the provider's licence was suspended" }))
    expect((await webhook("compliance.establishment_revoked")).data.establishment).toMatchObject({ status: "revoked" })
    expect(await compliance()).toMatchObject({ allowed: false, status: "revoked" })

    const later = await emr.send(
      "video-call-completed",
      completedCall(customer.id, "appt_3", new Date(clock.now().getTime() + 60_000))
    )
    expect(later).toMatchObject({ status: 200, body: { establishment: { status: "revoked", established: false } } })
    expect((await admin.post(`${path}/revoke`, { reason: "again" })).status).toBe(400)
    expectOk(await admin.post(`${path}/lift`, { reason: "the licence is back" }))
    expect((await webhook("compliance.establishment_fulfilled", 3)).data.establishment).toMatchObject({
      appointment_id: "appt_3",
    })
    expect(await compliance()).toMatchObject({ allowed: true })
  })

  it("is all there is to see: a rule that was deleted asks nobody any more", async () => {
    for (const { id } of before) expect(await seen(id)).toEqual([])
  })

  it("is not the only one: an address that no event announced is checked all the same", async () => {
    const isAsked = async () => (await seen(unannounced)).join() === "US-TX required"
    await until(isAsked, { what: "the unannounced address to be checked", timeout_ms: JOB_TIMEOUT_MS })
    const isVerified = async () => (await seen(waiting)).join().startsWith("US-TX")
    await until(isVerified, { what: "the message that waited for an address", timeout_ms: JOB_TIMEOUT_MS })
  })

  it("is published once each time, and the history has all of it, for the auditor too", async () => {
    expect(Object.fromEntries([...new Set(events())].sort().map((type) => [type, count(type)]))).toEqual({
      "compliance.consultation_scheduled": 1,
      "compliance.establishment_expired": 1,
      "compliance.establishment_expiring": 1,
      "compliance.establishment_fulfilled": 3,
      "compliance.establishment_revoked": 1,
      "compliance.requirement_created": 1,
    })
    const path = `/admin/compliance/establishments/${establishmentId}/history?order=id`
    const { history } = expectOk(await admin.get<{ history: Record<string, string | null>[] }>(path))
    expect(history.map(({ from_status, to_status, cause, reason }) => [from_status, to_status, cause, reason])).toEqual(
      [
        [null, "required", "cart", null],
        ["required", "scheduled", "message", null],
        ["scheduled", "established", "message", null],
        ["established", "expired", "job", null],
        ["expired", "established", "message", null],
        ["established", "revoked", "user", "the provider's licence was suspended"],
        ["revoked", "revoked", "message", null],
        ["revoked", "established", "user", "the licence is back"],
      ]
    )
    const csv = await admin.get(`/admin/compliance/evidence?customer_id=${customer.id}`)
    expect(csv.headers.get("content-type")).toContain("text/csv")
    expect(csv.text.trimEnd().split("\r\n")).toHaveLength(history.length + 1)
    expect(csv.text).toContain("the provider's licence was suspended")
  })
})
