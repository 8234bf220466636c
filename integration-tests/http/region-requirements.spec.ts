import { expectOk, type Api } from "../helpers/shop/api"
import { queryDatabase } from "../helpers/services/database"
import { newSource } from "../helpers/shop/emr"
import { completedCall, emrAt } from "../helpers/shop/emr-messages"
import { complianceEventsOf, establishmentsOf, newPatient } from "../helpers/shop/patients"
import { shopUnderTest } from "../helpers/shop/shop-under-test"
import { placeOrder, registerCustomer, texanAddress, type Address } from "../helpers/shop/shopper"
import { until } from "../helpers/until"

const PATH = "/admin/compliance/region-requirements"

interface Rule {
  id: string
  region_code: string
}

/** Each spec has a place of its own, in which no other spec's customers live. */
const PLACES = {
  address: texanAddress({ province: "VT", city: "Montpelier" }),
  order: texanAddress({ province: "WY", city: "Casper" }),
  guest: texanAddress({ province: "ND", city: "Fargo" }),
  country: texanAddress({ province: "", city: "Ulm", country_code: "de" }),
  island: texanAddress({ province: "", city: "San Juan", country_code: "pr" }),
} satisfies Record<string, Address>

describe("a rule for a region", () => {
  let admin: Api
  const url = shopUnderTest.url()
  const rules: string[] = []
  const sql = <Row extends object>(text: string, values: unknown[] = []) =>
    queryDatabase<Row>(shopUnderTest.databaseUrl(), text, values)
  const seen = async (id: string) =>
    (await establishmentsOf(admin, id)).map(({ region_code, status }) => `${region_code} ${status}`)
  const becomes = (id: string, wanted: string[]) =>
    until(async () => JSON.stringify(await seen(id)) === JSON.stringify(wanted), {
      what: `${id} to have ${JSON.stringify(wanted)}`,
    })
  const required = async (id: string) =>
    (await complianceEventsOf(sql, id)).filter((type) => type === "requirement_created").length

  async function rule(fields: Record<string, unknown>): Promise<Rule> {
    const made = expectOk(await admin.post<{ region_requirement: Rule }>(PATH, fields)).region_requirement
    rules.push(made.id)
    return made
  }
  beforeAll(async () => {
    admin = await shopUnderTest.admin()
  })
  afterAll(async () => {
    for (const id of rules) await admin.delete(`${PATH}/${id}`)
  })

  it("asks a customer who comes to live there, once, however often they move away and back", async () => {
    await rule({ region_code: "US-VT" })
    const { id } = await newPatient(admin, PLACES.address)
    await becomes(id, ["US-VT required"])
    const addresses = `/admin/customers/${id}/addresses`
    const { addresses: known } = expectOk(await admin.get<{ addresses: { id: string }[] }>(addresses))
    for (const province of ["TX", "VT", "TX", "VT"]) {
      expectOk(await admin.post(`${addresses}/${known[0]?.id}`, { province }))
    }
    // A second address does not govern: nothing is asked for it.
    expectOk(await admin.post(addresses, { ...PLACES.order, is_default_shipping: false }))
    await until(async () => (await required(id)) === 1, { what: "one requirement" })
    expect(await seen(id)).toEqual(["US-VT required"])
  })

  it("asks whoever orders to there, and links the order, once, guests too", async () => {
    await rule({ region_code: "US-WY" })
    const customer = await registerCustomer(url)
    const order = await placeOrder(url, { customer, address: PLACES.order })
    await becomes(customer.id, ["US-WY required"])
    await placeOrder(url, { customer, address: PLACES.order })
    const linked = async () => {
      const path = `/admin/orders/${order.id}?fields=id,*customer_region_establishment`
      const { order: found } = expectOk(await admin.get<{ order: Record<string, unknown> }>(path))
      return found.customer_region_establishment as { region_code: string } | undefined
    }
    await until(async () => (await linked())?.region_code === "US-WY", { what: "the order's link" })
    expect(await required(customer.id)).toBe(1)

    await rule({ region_code: "US-ND" })
    const guest = await placeOrder(url, { email: `guest-${Date.now()}@example.com`, address: PLACES.guest })
    const [{ customer_id }] = (await sql<{ customer_id: string }>('SELECT customer_id FROM "order" WHERE id = $1', [
      guest.id,
    ])) as [{ customer_id: string }]
    await becomes(customer_id, ["US-ND required"])
  })

  it("leaves alone who has a valid verification, and products it is not about", async () => {
    const source = await newSource(admin)
    const emr = emrAt(url, source.secret, () => new Date(), source.slug)
    const { id } = await newPatient(admin, texanAddress({ province: "MT" }))
    expectOk(await emr.send("video-call-completed", completedCall(id, `appt_${id}`)))
    await rule({ region_code: "US-MT" })
    await rule({ region_code: "US-NE", product_tags: ["prescription"] })
    const customer = await registerCustomer(url)
    await placeOrder(url, { customer, address: texanAddress({ province: "NE" }) })
    await becomes(id, ["US-MT established"])
    expect(await required(id)).toBe(0)
    expect(await seen(customer.id)).toEqual([])
  })

  it("is for a whole country too, and for a territory under either of its codes", async () => {
    await rule({ region_code: "DE" })
    const german = await newPatient(admin, PLACES.country)
    await becomes(german.id, ["DE required"])
    expect((await rule({ region_code: "PR" })).region_code).toBe("US-PR")
    const islander = await newPatient(admin, PLACES.island)
    await becomes(islander.id, ["US-PR required"])
    const twice = await admin.post<{ message: string }>(PATH, { region_code: "US-PR" })
    expect(twice).toMatchObject({ status: 422, body: { message: expect.stringContaining("has a rule already") } })
  })

  it.each([
    [{ region_code: "Texas" }, "region_code"],
    [{ region_code: "US-TX", validity_days: -1 }, "validity_days"],
    [{ region_code: "US-TX", validity_days: 10, renewal_notice_days: 10 }, "renewal_notice_days"],
    [{ region_code: "US-TX", surprise: 1 }, "surprise"],
  ])("is refused as %j", async (fields, field) => {
    const refused = await admin.post<{ message: string; issues: { path: string[] }[] }>(PATH, fields)
    expect(refused.status).toBe(400)
    expect(refused.body.issues.map(({ path }) => path[0])).toContain(field)
  })
})

describe("a message that waits", () => {
  it("is processed by itself when the customer has an address, or is linked", async () => {
    const admin = await shopUnderTest.admin()
    const source = await newSource(admin)
    const emr = emrAt(shopUnderTest.url(), source.secret, () => new Date(), source.slug)
    const { id } = await newPatient(admin, null)
    const external = `ext_${id}`
    const call = completedCall(external, `appt_${id}`)
    expect(await emr.send("video-call-completed", call)).toMatchObject({
      status: 422,
      body: { cause: "unknown_patient" },
    })
    expectOk(
      await admin.post("/admin/compliance/patient-links", {
        source: source.slug,
        external_id: external,
        customer_id: id,
      })
    )
    expect(await establishmentsOf(admin, id)).toEqual([])
    expectOk(await admin.post(`/admin/customers/${id}/addresses`, texanAddress()))
    await until(async () => (await establishmentsOf(admin, id))[0]?.status === "established", {
      what: "the establishment",
    })
  })
})
