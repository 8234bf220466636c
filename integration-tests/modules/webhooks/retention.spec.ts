import { startReceiver, type Receiver } from "../../helpers/receivers/receiver"
import { queryDatabase } from "../../helpers/services/database"
import { startWebhooks, type WebhooksUnderTest } from "../../helpers/shop/webhooks-module"

const DAY_MS = 86_400_000
/** Ids tell the age, so time moves ahead instead of rows being made old. */
let aheadMs = 0
const clock = { now: () => new Date(Date.now() + aheadMs), draw: () => 0 }

describe("retention", () => {
  let under: WebhooksUnderTest
  let receiver: Receiver
  let subscriptionId: string

  beforeEach(async () => {
    aheadMs = 0
    under = await startWebhooks("webhooks_retention", { clock, payloadRetentionDays: 30, rowRetentionDays: 90 })
    receiver = await startReceiver()
    receiver.respondWith([{ status: 200, body: "thank you" }])
    subscriptionId = await under.subscribe({ url: receiver.url })
  })
  afterEach(async () => {
    await under.stop()
    await receiver.stop()
  })

  const count = async (table: string, where = "true") =>
    Number(
      (await queryDatabase<{ n: string }>(under.databaseUrl, `SELECT count(*) AS n FROM ${table} WHERE ${where}`))[0]!.n
    )

  async function deliver(): Promise<string> {
    const [id] = await under.publish({ only_subscription_id: subscriptionId })
    await under.settled(id!, "delivered")
    return id!
  }

  it("leaves alone what is young", async () => {
    await deliver()
    aheadMs = 29 * DAY_MS
    expect(Object.values(await under.webhooks.enforceRetention())).toEqual([0, 0, 0, 0, 0])
  })

  it("empties payloads and answers first, and deletes the rows later", async () => {
    const id = await deliver()
    aheadMs = 31 * DAY_MS
    expect(await under.webhooks.enforceRetention()).toMatchObject({
      emptiedEvents: 1,
      emptiedResponses: 1,
      deletedDeliveries: 0,
      deletedEvents: 0,
    })
    expect(await under.delivery(id)).toMatchObject({ status: "delivered", response_body: null, response_code: 200 })
    expect(await count("webhook_event", "data = 'null' AND payload_removed_at IS NOT NULL")).toBe(1)
    aheadMs = 91 * DAY_MS
    expect(await under.webhooks.enforceRetention()).toMatchObject({
      emptiedEvents: 0,
      deletedDeliveries: 1,
      deletedEvents: 1,
    })
    expect([
      await count("webhook_event"),
      await count("webhook_delivery"),
      await count("webhook_delivery_attempt"),
    ]).toEqual([0, 0, 0])
  })

  it("keeps the last answer to what is still owed, which says why it is owed", async () => {
    receiver.respondWith([{ status: 500, body: "try again" }])
    const [id] = await under.publish({ only_subscription_id: subscriptionId })
    await under.settled(id!, "retrying", 1)
    await under.webhooks.updateWebhookSubscriptions({ id: subscriptionId, active: false })
    aheadMs = 31 * DAY_MS
    expect(await under.webhooks.enforceRetention()).toMatchObject({ emptiedResponses: 1 })
    expect(await under.delivery(id!)).toMatchObject({ status: "retrying", response_body: "try again" })
    expect(await count("webhook_delivery_attempt", "response_body IS NOT NULL")).toBe(0)
  })

  it("keeps what is still owed, however old", async () => {
    receiver.respondWith([{ status: 500 }])
    const [id] = await under.publish({ only_subscription_id: subscriptionId })
    await under.settled(id!, "retrying", 1)
    await under.webhooks.updateWebhookSubscriptions({ id: subscriptionId, active: false })
    aheadMs = 400 * DAY_MS
    expect(await under.webhooks.enforceRetention()).toMatchObject({
      emptiedEvents: 0,
      deletedDeliveries: 0,
      deletedEvents: 0,
    })
    expect(await count("webhook_event", "data <> 'null'")).toBe(1)
  })

  it("keeps the newest event of a tracked thing: the next change is compared with it", async () => {
    const address = {
      id: "cuaddr_1",
      customer_id: "cus_1",
      city: "Austin",
      province: null,
      country_code: null,
      postal_code: null,
      first_name: null,
      last_name: null,
      company: null,
      address_1: null,
      address_2: null,
      phone: null,
      address_name: null,
      is_default_shipping: false,
      is_default_billing: false,
    }
    const tell = (city: string) =>
      under.webhooks.publishState({
        type: "customer.address_changed",
        tracked_id: "cuaddr_1",
        content: { ...address, city },
        isNew: true,
      })
    await tell("Austin")
    await tell("Boston")
    await under.webhooks.cancelDeliveriesOf(subscriptionId)
    aheadMs = 400 * DAY_MS
    await under.webhooks.enforceRetention()
    expect(
      await queryDatabase(under.databaseUrl, "SELECT data::json->'address'->>'city' AS city FROM webhook_event")
    ).toEqual([{ city: "Boston" }])
    expect(await tell("Boston")).toBeNull()
  })

  it("goes through more than one batch", async () => {
    const type = "customer.created"
    const data = under.webhooks.catalogue.get(type)?.example
    await under.webhooks.updateWebhookSubscriptions({ id: subscriptionId, active: false })
    for (let n = 0; n < 5; n++) await under.webhooks.publish(Array.from({ length: 1_000 }, () => ({ type, data })))
    aheadMs = 91 * DAY_MS
    expect(await under.webhooks.enforceRetention()).toMatchObject({ emptiedEvents: 5_000, deletedEvents: 5_000 })
  })

  it("empties what a subscription got in words of its own, too", async () => {
    await queryDatabase(
      under.databaseUrl,
      "UPDATE webhook_subscription SET value_mappings = $1, events = '{case.status_created}' WHERE id = $2",
      [JSON.stringify([{ path: "key", values: { final: "DONE" } }]), subscriptionId]
    )
    await under.webhooks.publish([{ type: "case.status_created", data: { guid: "case-1", key: "final" } }])
    await receiver.waitFor(1)
    expect(await count("webhook_delivery", `data LIKE '%"DONE"%'`)).toBe(1)
    aheadMs = 31 * DAY_MS
    await under.webhooks.enforceRetention()
    expect(await count("webhook_delivery", "data IS NULL")).toBe(1)
  })

  it("deletes what stood for a callback URL, once its deliveries are gone", async () => {
    await under.webhooks.publish([{ type: "inbound_fax", data: { faxId: 1 }, callback_url: receiver.url }])
    await receiver.waitFor(1)
    expect(await count("webhook_subscription", "for_callback")).toBe(1)
    aheadMs = 31 * DAY_MS
    await under.webhooks.enforceRetention()
    expect(await count("webhook_subscription", "for_callback")).toBe(1)
    aheadMs = 91 * DAY_MS
    await under.webhooks.enforceRetention()
    expect(await count("webhook_subscription", "for_callback")).toBe(0)
  })
})
