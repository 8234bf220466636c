import { api, expectOk, type Api } from "../helpers/shop/api"
import { newSource } from "../helpers/shop/emr"
import { completedCall, emrAt } from "../helpers/shop/emr-messages"
import { establishmentsOf, newPatient, type EstablishmentSeen } from "../helpers/shop/patients"
import { shopUnderTest } from "../helpers/shop/shop-under-test"
import { fillCart, registerCustomer, texanAddress } from "../helpers/shop/shopper"
import { until } from "../helpers/until"

interface Refused {
  message: string
  issues?: { path: string[] }[]
}

describe("staff, and establishments", () => {
  let admin: Api
  const PATH = "/admin/compliance/establishments"
  beforeAll(async () => {
    admin = await shopUnderTest.admin()
  })

  async function establish(fields: Record<string, unknown> = {}) {
    const { id } = await newPatient(admin)
    const body = { customer_id: id, region_code: "US-TX", reason: "seen in the clinic", ...fields }
    return expectOk(await admin.post<{ establishment: EstablishmentSeen & { customer_id: string } }>(PATH, body))
      .establishment
  }

  it("are established by hand, corrected, revoked and restored, each with a reason that is kept", async () => {
    const { id, customer_id } = await establish({ provider_id: "dr_z" })
    const end = "2030-01-01T00:00:00.000Z"
    const corrected = await admin.post<{ establishment: object }>(`${PATH}/${id}`, {
      expires_at: end,
      reason: "a typing error",
    })
    expect(expectOk(corrected).establishment).toMatchObject({ expires_at: end, provider_id: "dr_z", established: true })
    expectOk(await admin.post(`${PATH}/${id}/revoke`, { reason: "no licence" }))
    expect((await admin.post(`${PATH}/${id}`, { reason: "too late" })).status).toBe(400)
    expectOk(await admin.post(`${PATH}/${id}/lift`, { reason: "licence found" }))
    expect((await admin.post(`${PATH}/${id}/lift`, { reason: "again" })).status).toBe(400)
    expect(await establishmentsOf(admin, customer_id)).toMatchObject([{ status: "established" }])
    const { history } = expectOk(await admin.get<{ history: Record<string, string>[] }>(`${PATH}/${id}/history`))
    expect(history.map(({ reason, cause }) => [cause, reason])).toEqual([
      ["user", "licence found"],
      ["user", "no licence"],
      ["user", "a typing error"],
      ["user", "seen in the clinic"],
    ])
    expect(history.every(({ cause_id }) => cause_id?.startsWith("user_"))).toBe(true)
  })

  it.each<[Record<string, unknown>, string]>([
    [{ reason: undefined }, "reason"],
    [{ reason: " " }, "reason"],
    [{ region_code: "US" }, "region_code"],
    [{ region_code: "Texas" }, "region_code"],
    [{ customer_id: "cus_nobody" }, "customer_id"],
    [{ expires_at: "tomorrow" }, "expires_at"],
    [{ surprise: 1 }, "surprise"],
  ])("are refused with the field named: %j", async (fields, field) => {
    const { id } = await newPatient(admin)
    const body = { customer_id: id, region_code: "US-TX", reason: "seen", ...fields }
    const refused = await admin.post<Refused>(PATH, body)
    expect(refused.status).toBe(400)
    expect(refused.body.issues?.map(({ path }) => path[0])).toContain(field)
    expect(await establishmentsOf(admin, id)).toEqual([])
  })

  it("are not found where there are none", async () => {
    for (const path of ["", "/history"]) expect((await admin.get(`${PATH}/est_none${path}`)).status).toBe(404)
    for (const path of ["", "/revoke", "/lift"]) {
      expect((await admin.post(`${PATH}/est_none${path}`, { reason: "x" })).status).toBe(404)
    }
  })

  it("are listed by status, customer and region", async () => {
    const { customer_id } = await establish({
      established_at: "2026-01-01T00:00:00Z",
      expires_at: "2026-02-01T00:00:00Z",
    })
    const listed = async (query: string) =>
      expectOk(await admin.get<{ count: number }>(`${PATH}?customer_id=${customer_id}${query}`)).count
    expect(await listed("&status=expired&region_code=US-TX")).toBe(1)
    expect(await listed("&status=established")).toBe(0)
    expect(await listed("&status=established&status=expired")).toBe(1)
    expect((await admin.get<Refused>(`${PATH}?status=verified`)).status).toBe(400)
  })

  it("leave evidence for an auditor, as CSV", async () => {
    const { customer_id } = await establish({ reason: '=cmd("x"), said "no"' })
    const csv = await admin.get(`/admin/compliance/evidence?customer_id=${customer_id}&at[gte]=2026-01-01T00:00:00Z`)
    const [header, line, ...rest] = csv.text.trimEnd().split("\r\n")
    expect(header).toMatch(/^at,customer_id,region_code,from_status,to_status,cause,cause_id,reason/)
    expect(line).toContain(`,${customer_id},US-TX,,established,user,user_`)
    expect(line).toContain(`"'=cmd(""x""), said ""no"""`)
    expect(rest).toEqual([])
    expect((await admin.get("/admin/compliance/evidence?until=never")).status).toBe(400)
  })

  it("see consultations, and who a patient is", async () => {
    const source = await newSource(admin)
    const emr = emrAt(shopUnderTest.url(), source.secret, () => new Date(), source.slug)
    const { id } = await newPatient(admin)
    expectOk(await emr.send("video-call-completed", completedCall(id, `seen_${id}`)))
    const path = `/admin/compliance/consultations?customer_id=${id}`
    const { consultations } = expectOk(await admin.get<{ consultations: { id: string }[] }>(path))
    expect(consultations).toMatchObject([
      {
        source: source.slug,
        appointment_id: `seen_${id}`,
        region_code: "US-TX",
        region_origin: "address",
        status: "completed",
      },
    ])
    expectOk(await admin.get(`/admin/compliance/consultations/${consultations[0]?.id}`))

    const LINKS = "/admin/compliance/patient-links"
    const link = { source: source.slug, external_id: `e_${id}`, customer_id: id }
    const { patient_link } = expectOk(
      await admin.post<{ patient_link: { id: string; created_by: string } }>(LINKS, link)
    )
    expect(patient_link.created_by).toMatch(/^user:user_/)
    const other = await newPatient(admin)
    const taken = await admin.post<Refused>(LINKS, { ...link, customer_id: other.id })
    expect(taken).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining(`is linked to customer ${id}`) },
    })
    const stolen = await admin.post<Refused>(LINKS, { ...link, external_id: other.id })
    expect(stolen).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining("is the id of another customer") },
    })
    expectOk(await admin.delete(`${LINKS}/${patient_link.id}`))
    expectOk(await admin.post(LINKS, { ...link, customer_id: other.id }))
  })

  it("accept what metadata would have linked, one by one or all that is not ambiguous", async () => {
    const source = `metadata-${Date.now().toString(36)}`
    const claim = async (emrPatientId: string) => {
      const customer = await registerCustomer(shopUnderTest.url())
      expectOk(await customer.store.post("/store/customers/me", { metadata: { emr_patient_id: emrPatientId } }))
      return customer.id
    }
    const [alone, twin] = [`alone-${source}`, `twin-${source}`]
    const ids = [await claim(alone), await claim(twin), await claim(twin)]
    const PATH = "/admin/compliance/patient-links/candidates"
    const candidates = async () => {
      const { candidates: found } = expectOk(
        await admin.get<{ candidates: { customer_id: string; ambiguous: boolean }[] }>(
          `${PATH}?source=${source}&limit=200`
        )
      )
      return found.filter(({ customer_id }) => ids.includes(customer_id)).map(({ ambiguous }) => ambiguous)
    }
    expect(await candidates()).toEqual([false, true, true])
    expect(expectOk(await admin.post<{ count: number }>(PATH, { source, all: true })).count).toBeGreaterThanOrEqual(1)
    expect(await candidates()).toEqual([true, true])
    expect(expectOk(await admin.post(PATH, { source, customer_ids: [ids[1]] }))).toMatchObject({
      count: 1,
      skipped: [],
    })
    expect(await candidates()).toEqual([])
    expect((await admin.post<Refused>(PATH, { source })).status).toBe(400)
  })
})

describe("a customer", () => {
  it("sees their own establishments, when logged in, and whether a cart may be ordered", async () => {
    const admin = await shopUnderTest.admin()
    const customer = await registerCustomer(shopUnderTest.url())
    const body = { customer_id: customer.id, region_code: "US-TX", provider_id: "dr_secret", reason: "seen" }
    expectOk(await admin.post("/admin/compliance/establishments", body))
    const mine = await customer.store.get<{ establishments: object[] }>("/store/customers/me/establishments")
    expect(expectOk(mine).establishments).toMatchObject([{ region_code: "US-TX", established: true }])
    expect(mine.text).not.toContain("dr_secret")
    const guest = api(shopUnderTest.url(), { "x-publishable-api-key": "none" })
    expect((await guest.get("/store/customers/me/establishments")).status).toBeGreaterThanOrEqual(400)
    const cart = await fillCart(shopUnderTest.url(), { customer, address: texanAddress() })
    const seen = await customer.store.get<{ compliance: object }>(`/store/carts/${cart.id}/compliance`)
    expect(expectOk(seen).compliance).toMatchObject({ mode: "off", allowed: true, region_code: "US-TX" })
    expect((await customer.store.get("/store/carts/cart_none/compliance")).status).toBe(404)
    const path = `/admin/customers/${customer.id}?fields=id,*customer_region_establishments`
    const { customer: linked } = expectOk(await admin.get<{ customer: Record<string, unknown> }>(path))
    expect(linked.customer_region_establishments).toMatchObject([{ region_code: "US-TX", customer_id: customer.id }])
  })

  it("is not in the records any more once they are deleted", async () => {
    const admin = await shopUnderTest.admin()
    const { id } = await newPatient(admin)
    const body = { customer_id: id, region_code: "US-TX", reason: "seen" }
    const { establishment } = expectOk(
      await admin.post<{ establishment: { id: string } }>("/admin/compliance/establishments", body)
    )
    expectOk(await admin.delete(`/admin/customers/${id}`))
    const path = `/admin/compliance/establishments/${establishment.id}`
    const isAnonymous = async () =>
      expectOk(await admin.get<{ establishment: { customer_id: string } }>(path)).establishment.customer_id.startsWith(
        "deleted_"
      )
    await until(isAnonymous, { what: "the customer's id to be gone" })
  })
})
