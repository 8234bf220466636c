import { api, expectOk, type Api } from "../helpers/shop/api"
import { publishEvent } from "../helpers/shop/publish"
import { emrSource, postVideoCall, standardHeaders, videoCall, type Source } from "../helpers/shop/emr"
import { shopUnderTest } from "../helpers/shop/shop-under-test"

const DEEP = "[".repeat(6_000) + "]".repeat(6_000)

/** What was a 500, a silent change or a silent 0 rows is a 400 that names the field, or the right rows. */
describe("input that Postgres or JSON can't hold", () => {
  let admin: Api
  let source: Source
  const caller = api(shopUnderTest.url())

  beforeAll(async () => {
    admin = await shopUnderTest.admin()
    source = await emrSource(admin)
  })

  const valid = { name: "Partner", url: "https://partner.example/webhooks", events: ["order.placed"], active: false }

  async function expectRefused(path: string, body: string, field: string): Promise<void> {
    const answer = await admin.postRaw<{ type: string; message: string }>(path, body)
    expect(answer).toMatchObject({
      status: 400,
      body: { type: "invalid_data", message: expect.stringContaining(field) },
    })
  }

  it.each([
    ["deliveries?subject=%00", "subject"],
    ["deliveries?event_id=%00", "event_id"],
    ["deliveries?event_type=a%00", "event_type"],
    ["deliveries?subscription_id=%00", "subscription_id"],
    ["deliveries?q=%00", "q"],
    ["events?subject=%00", "subject"],
    ["events?account_id=%00", "account_id"],
    ["events?idempotency_key=%00", "idempotency_key"],
    ["subscriptions?q=a%00", "q"],
    ["sources?slug=%00", "slug"],
    ["partners?application_id=%00", "application_id"],
    ["inbound-messages?q=%00", "q"],
    ["../compliance/establishments?customer_id=%00", "customer_id"],
    ["../compliance/establishments?region_code=%00", "region_code"],
    ["inbound-messages?created_at[gte]=0000-01-01T00:00:00Z", "created_at"],
  ])("is a 400 in the list %s", async (path, field) => {
    const answer = await admin.get<{ message: string }>(`/admin/webhooks/${path}`)
    expect(answer).toMatchObject({ status: 400, body: { message: expect.stringContaining(field) } })
  })

  it.each([
    ["a description with a NUL", { ...valid, description: "a\0b" }, "description"],
    ["metadata with a NUL", { ...valid, metadata: { a: { b: "x\0" } } }, "metadata"],
    ["metadata with half a surrogate pair", { ...valid, metadata: { a: "\ud800" } }, "metadata.a"],
    ["a name with half a surrogate pair", { ...valid, name: "a\ud800" }, "name"],
  ])("is a 400 in a subscription: %s", (_what, body, field) =>
    expectRefused("/admin/webhooks/subscriptions", JSON.stringify(body), field)
  )

  const event = (fields: string) => `{"type":"inbound_fax","data":{"faxId":1},${fields}}`
  it.each([
    ["an account with half a surrogate pair", event(`"account_id":"\\ud800"`), "account_id"],
    ["an actor with a NUL", event(`"actor":"a\\u0000"`), "actor"],
    ["a key with half a surrogate pair", event(`"idempotency_key":"\\udc00"`), "idempotency_key"],
    ["the year 0", event(`"occurred_at":"0000-01-01T00:00:00Z"`), "occurred_at"],
    ["a subject with a NUL", `{"type":"inbound_fax","data":{"faxId":"a\\u0000b"}}`, "data"],
    ["a number beyond a double", `{"type":"inbound_fax","data":{"faxId":1,"x":1e400}}`, "data.x"],
    ["a number that would be rounded", `{"type":"inbound_fax","data":{"faxId":1,"x":12345678901234567890}}`, "data.x"],
    ["a key that would get lost", `{"type":"inbound_fax","data":{"faxId":1,"x":{"__proto__":1}}}`, "data.x.__proto__"],
    ["half a surrogate pair", `{"type":"inbound_fax","data":{"faxId":1,"x":"\\ud800"}}`, "data.x"],
    ["6,000 levels", `{"type":"inbound_fax","data":{"faxId":1,"x":${DEEP}}}`, "levels"],
  ])("is a 400 in an event: %s", (_what, body, field) => expectRefused("/admin/webhooks/events", body, field))

  it.each(["subscriptions", "sources", "partners", "subscriptions/preview"])("is a 400 of %s at 6,000 levels", (path) =>
    expectRefused(`/admin/webhooks/${path}`, `{"name":${DEEP}}`, "levels")
  )

  it.each(["patient_external_id", "appointment_id", "provider_id"])(
    "is a 400 to the EMR, not a message that is tried for ever: a NUL in %s",
    async (field) => {
      const body = videoCall("cus_1", { [field]: "a\0b" })
      const answer = await postVideoCall(caller, body, standardHeaders(body, source.secret, `msg_nul_${field}`))
      expect(answer).toMatchObject({ status: 400, body: { message: expect.stringContaining(field) } })
    }
  )

  it("is a 400 to the EMR, not a 503 that asks for the same again: 6,000 levels", async () => {
    const body = videoCall("cus_1").replace(/}$/, `,"x":${DEEP}}`)
    const answer = await postVideoCall(caller, body, standardHeaders(body, source.secret, "msg_deep"))
    expect(answer).toMatchObject({ status: 400, body: { message: expect.stringContaining("levels") } })
  })

  it("is no reason to find nothing, or everything: an instant before 1970", async () => {
    type List = { events: unknown[]; count: number }
    const list = (range: string) => admin.get<List>(`/admin/webhooks/events?limit=1&created_at${range}`)
    await publishEvent(admin, { type: "inbound_fax", data: { faxId: 1 } })
    expect(expectOk(await list("[gte]=1960-01-01T00:00:00Z")).events).toHaveLength(1)
    expect(expectOk(await list("[lte]=1960-01-01T00:00:00Z")).events).toEqual([])
  })
})
