import type { RefusalAnswer as Refusal } from "../../src/api/_http/issues"
import type { Api, ApiResponse } from "../helpers/shop/api"
import { queryDatabase } from "../helpers/services/database"
import { emrSource } from "../helpers/shop/emr"
import { shopUnderTest } from "../helpers/shop/shop-under-test"

/** What staff writes. */
const EDITED = ["webhook_subscription", "webhook_signing_secret", "webhook_source"]
/** Counted only: a worker may be touching rows of an earlier spec. */
const WRITTEN = ["webhook_event", "webhook_delivery", "webhook_inbound_message"]

describe("bad input", () => {
  let admin: Api
  let subscriptionId: string
  let sourceId: string

  const valid = { name: "Partner", url: "https://partner.example/webhooks", events: ["order.placed"] }

  /** How many rows there are, and when one was last touched. */
  async function fingerprint(): Promise<string> {
    const parts = [
      ...EDITED.map((table) => `(SELECT count(*) || '@' || coalesce(max(updated_at)::text, '') FROM ${table})`),
      ...WRITTEN.map((table) => `(SELECT count(*)::text FROM ${table})`),
    ]
    const [row] = await queryDatabase<{ print: string }>(
      shopUnderTest.databaseUrl(),
      `SELECT ${parts.join(" || '/' || ")} AS print`
    )
    return row!.print
  }

  beforeAll(async () => {
    admin = await shopUnderTest.admin()
    // Switched off, so that no other spec's event touches it.
    const made = await admin.post<{ subscription: { id: string } }>("/admin/webhooks/subscriptions", {
      ...valid,
      active: false,
    })
    subscriptionId = made.body.subscription.id
    sourceId = (await emrSource(admin)).id
  })

  afterAll(() => admin.delete(`/admin/webhooks/subscriptions/${subscriptionId}`))

  /** For a person in the message, for a program among the issues. */
  function expectNamed({ status, body }: ApiResponse<Refusal>, field: string): void {
    expect({ status, type: body.type }).toEqual({ status: 400, type: "invalid_data" })
    expect(body.message).toContain(field)
    expect(body.issues.map(({ path }) => path.join("."))).toContainEqual(expect.stringContaining(field))
    for (const issue of body.issues) {
      expect(issue).toEqual({ path: expect.any(Array), code: expect.any(String), message: expect.any(String) })
    }
  }

  async function expectRefused(path: string, body: unknown, field: string): Promise<void> {
    const before = await fingerprint()
    expectNamed(await admin.post<Refusal>(path, body), field)
    expect(await fingerprint()).toBe(before)
  }

  const header = (name: string, value: string) => ({ ...valid, headers: [{ name, value }] })

  it.each<[string, unknown, string]>([
    ["an unknown key", { ...valid, colour: "red" }, "colour"],
    ["a missing name", { ...valid, name: undefined }, "name"],
    ["a name of the wrong type", { ...valid, name: 7 }, "name"],
    ["a name with a NUL", { ...valid, name: "a\0b" }, "name"],
    ["events of the wrong type", { ...valid, events: "order.placed" }, "events"],
    ["no events", { ...valid, events: [] }, "events"],
    ["an unknown event type", { ...valid, events: ["order.teleported"] }, "events.0"],
    ["a pattern in the middle", { ...valid, events: ["*.placed"] }, "events.0"],
    ["an ftp URL", { ...valid, url: "ftp://partner.example" }, "url"],
    ["no URL at all", { ...valid, url: "partner" }, "url"],
    ["a URL with a password", { ...valid, url: "https://me:secret@partner.example" }, "url"],
    [
      "too many headers",
      { ...valid, headers: Array.from({ length: 17 }, (_, n) => ({ name: `x-${n}`, value: "1" })) },
      "headers",
    ],
    ["a header with a line break", header("x-key", "a\r\nwebhook-id: forged"), "headers.0.value"],
    ["a header name with a line break", header("x-key\n", "a"), "headers.0.name"],
    ["a reserved header", header("Webhook-Signature", "v1,forged"), "headers.0.name"],
    ["the host header", header("host", "evil.example"), "headers.0.name"],
    [
      "a header named twice",
      {
        ...valid,
        headers: [
          { name: "x-a", value: "1" },
          { name: "X-A", value: "2" },
        ],
      },
      "headers",
    ],
    ["a masked header value", header("x-key", "***"), "headers.0.value"],
    ["an unknown transport", { ...valid, transport: "pigeon" }, "transport"],
    ["an unknown method", { ...valid, method: "TRACE" }, "method"],
    ["an unknown retry policy", { ...valid, retry_policy: "hope" }, "retry_policy"],
    ["minus one retries", { ...valid, max_retries: -1 }, "max_retries"],
    ["an unknown version", { ...valid, api_version: "9" }, "api_version"],
    ["an unknown format", { ...valid, format: "xml" }, "format"],
    ["a short secret", { ...valid, secret: "whsec_c2hvcnQ=" }, "secret"],
    ["a secret that is not base64", { ...valid, secret: "whsec_!!!" }, "secret"],
    ["conditions over what an event has not", { ...valid, conditions: { a: 1 } }, "conditions.a"],
    ["conditions that run code", { ...valid, conditions: { "data.id": { $where: "1" } } }, "$where"],
    ["conditions that are a list", { ...valid, conditions: [] }, "conditions"],
    [
      "conditions that never end",
      { ...valid, conditions: JSON.parse('{"$and":['.repeat(20) + '{"type":"x"}' + "]}".repeat(20)) },
      "conditions",
    ],
    ["a mapping without a path", { ...valid, value_mappings: [{ values: { a: "b" } }] }, "value_mappings.0"],
    [
      "a mapping of the prototype",
      { ...valid, value_mappings: [{ path: "__proto__.x", hidden: ["a"] }] },
      "value_mappings.0.path",
    ],
    ["a mapping that is no list", { ...valid, value_mappings: { key: {} } }, "value_mappings"],
    ["an unknown preset", { ...valid, preset: "hourly" }, "preset"],
    ["a version its events have not", { ...valid, events: ["case.status_changed"], api_version: "v1" }, "api_version"],
    ["a URL of a callback's", { ...valid, for_callback: true }, "for_callback"],
  ])("refuses a subscription with %s", (_what, body, field) =>
    expectRefused("/admin/webhooks/subscriptions", body, field)
  )

  it("does not repeat a header's value or a secret in the message", async () => {
    for (const body of [header("x-key", "hunter2\n"), { ...valid, secret: "hunter2" }]) {
      expect((await admin.post("/admin/webhooks/subscriptions", body)).text).not.toContain("hunter2")
    }
  })

  it.each<[string, string, unknown, string]>([
    ["an update with an unknown key", "", { colour: "red" }, "colour"],
    ["an update with an ftp URL", "", { url: "ftp://partner.example" }, "url"],
    ["an update of the id", "", { id: "sub_other" }, "id"],
    [
      "a masked value for a header that is not stored",
      "",
      { headers: [{ name: "x-new", value: "***" }] },
      "headers.0.value",
    ],
    ["a grace period of nine days", "/rotate-secret", { grace_period_seconds: 777_600 }, "grace_period_seconds"],
    ["a negative grace period", "/rotate-secret", { grace_period_seconds: -1 }, "grace_period_seconds"],
    ["a test of an unknown event type", "/test", { event_type: "order.teleported" }, "event_type"],
    ["a test with an unknown key", "/test", { colour: "red" }, "colour"],
    ["an update with conditions that run code", "", { conditions: { $where: "1" } }, "$where"],
    ["an update to a version its events have not", "", { api_version: "v3" }, "api_version"],
  ])("refuses %s", (_what, below, body, field) =>
    expectRefused(`/admin/webhooks/subscriptions/${subscriptionId}${below}`, body, field)
  )

  it.each<[string, unknown, string]>([
    ["an unknown key", { type: "customer.created", data: {}, colour: "red" }, "colour"],
    ["an unknown type", { type: "order.teleported", data: {} }, "type"],
    ["no data", { type: "customer.created" }, "data"],
    [
      "data that the type does not allow",
      { type: "compliance.establishment_fulfilled", data: { customer_id: 1 } },
      "data.customer_id",
    ],
    ["an instant that is none", { type: "customer.created", data: {}, occurred_at: "yesterday" }, "occurred_at"],
    [
      "a callback to a file",
      { type: "inbound_fax", data: { faxId: 1 }, callback_url: "file:///etc/passwd" },
      "callback_url",
    ],
    [
      "a source that is not there",
      { type: "inbound_fax", data: { faxId: 1 }, callback_url: "https://p.example/", source: "nobody" },
      "source",
    ],
    ["parties that are no list", { type: "inbound_fax", data: { faxId: 1 }, parties: "a" }, "parties"],
    ["a status word that a fax has not", { type: "outbound_fax", data: { faxId: 1, status: "lost" } }, "data.status"],
  ])("refuses an event with %s", (_what, body, field) => expectRefused("/admin/webhooks/events", body, field))

  it.each<[string, unknown, string]>([
    ["no events", {}, "events"],
    ["fifty-one events to look at", { events: ["order.*"], limit: 51 }, "limit"],
    ["an unknown key", { events: ["order.*"], url: "https://p.example/" }, "url"],
    ["conditions that do not hold", { events: ["order.*"], conditions: { "data.x": { $regex: "a" } } }, "$regex"],
  ])("refuses a dry run with %s", (_what, body, field) =>
    expectRefused("/admin/webhooks/subscriptions/preview", body, field)
  )

  it("refuses an event above 256 KiB", async () => {
    const { body } = await admin.get<{ event_types: { name: string; example: object }[] }>(
      "/admin/webhooks/event-types"
    )
    const example = body.event_types.find(({ name }) => name === "customer.created")!.example
    await expectRefused(
      "/admin/webhooks/events",
      { type: "customer.created", data: { ...example, notes: "x".repeat(262_144) } },
      "data"
    )
  })

  it.each<[string, unknown, string]>([
    ["an unknown key", { name: "EMR", slug: "other", colour: "red" }, "colour"],
    ["a slug with spaces", { name: "EMR", slug: "my emr" }, "slug"],
    ["an unknown scheme", { name: "EMR", slug: "other", scheme: "rot13" }, "scheme"],
    ["a short secret", { name: "EMR", slug: "other", secret: "whsec_c2hvcnQ=" }, "secret"],
  ])("refuses a source with %s", (_what, body, field) => expectRefused("/admin/webhooks/sources", body, field))

  it.each<[string, unknown, string]>([
    ["its slug", { slug: "other" }, "slug"],
    ["an unknown scheme", { scheme: "rot13" }, "scheme"],
  ])("refuses to change a source's %s", (_what, body, field) =>
    expectRefused(`/admin/webhooks/sources/${sourceId}`, body, field)
  )

  it.each(["deliveries/dlv_1/retry", "deliveries/dlv_1/cancel", "inbound-messages/inb_1/reprocess"])(
    "refuses %s with an unknown key",
    (path) => expectRefused(`/admin/webhooks/${path}`, { colour: "red" }, "colour")
  )

  it("refuses a source whose slug is taken", async () => {
    const answer = await admin.post("/admin/webhooks/sources", { name: "EMR", slug: "emr" })
    expect(answer).toMatchObject({
      status: 422,
      body: { type: "duplicate_error", message: expect.stringContaining("slug") },
    })
  })

  it.each([
    ["subscriptions?colour=red", "colour"],
    ["subscriptions?limit=0", "limit"],
    ["subscriptions?limit=1000000", "limit"],
    ["subscriptions?fields=sealed", "fields"],
    ["subscriptions?order=url", "order"],
    ["deliveries?status=lost", "status"],
    ["deliveries?created_at[gte]=yesterday", "created_at"],
    ["events?offset=-1", "offset"],
    ["inbound-messages?status=lost", "status"],
    ["sources?colour=red", "colour"],
    ["../compliance/establishments?status=lost", "status"],
  ])("refuses the list %s", async (path, field) => {
    expectNamed(await admin.get<Refusal>(`/admin/webhooks/${path}`), field)
  })

  it.each([
    ["GET", "subscriptions/sub_none"],
    ["POST", "subscriptions/sub_none"],
    ["DELETE", "subscriptions/sub_none"],
    ["POST", "subscriptions/sub_none/rotate-secret"],
    ["POST", "subscriptions/sub_none/test"],
    ["POST", "subscriptions/sub_none/explode"],
    ["GET", "deliveries/dlv_none"],
    ["POST", "deliveries/dlv_none/retry"],
    ["POST", "deliveries/dlv_none/cancel"],
    ["GET", "events/evt_none"],
    ["GET", "sources/src_none"],
    ["POST", "sources/src_none/rotate-secret"],
    ["GET", "inbound-messages/inb_none"],
    ["POST", "inbound-messages/inb_none/reprocess"],
  ])("answers 404 to %s %s", async (method, path) => {
    const full = `/admin/webhooks/${path}`
    const answer =
      method === "GET"
        ? await admin.get(full)
        : method === "POST"
          ? await admin.post(full, {})
          : await admin.delete(full)
    expect(answer).toMatchObject({ status: 404, body: { type: "not_found" } })
  })
})
