import { startReceiver, type Receiver } from "../../helpers/receivers/receiver"
import { queryDatabase } from "../../helpers/services/database"
import { startWebhooks, type WebhooksUnderTest } from "../../helpers/shop/webhooks-module"
import { until } from "../../helpers/until"

const LEASE_MARGIN_MS = 1_000

describe("what a worker may send", () => {
  let under: WebhooksUnderTest
  let receiver: Receiver

  beforeAll(async () => {
    under = await startWebhooks("webhooks_leases", {
      workerConcurrency: 1,
      attemptTimeoutMs: 10_000,
      leaseMarginMs: LEASE_MARGIN_MS,
    })
  })
  beforeEach(async () => {
    receiver = await startReceiver()
  })
  afterEach(() => receiver.stop())
  afterAll(() => under.stop())

  const tokenOf = (deliveryId: string) =>
    until(
      async () => {
        const sql = "SELECT token FROM webhook_delivery_lease WHERE delivery_id = $1"
        const [lease] = await queryDatabase<{ token: string }>(under.databaseUrl, sql, [deliveryId])
        return lease?.token
      },
      { what: `a lease of ${deliveryId}` }
    )

  it("is nothing unsigned: without a live secret a delivery fails, and no request is made", async () => {
    const id = await under.subscribe({ url: receiver.url })
    const sql = "DELETE FROM webhook_signing_secret WHERE owner_id = $1"
    await queryDatabase(under.databaseUrl, sql, [id])
    const [deliveryId] = await under.publish({ only_subscription_id: id })
    expect(await under.settled(deliveryId!, "failed", 1)).toMatchObject({
      outcome: "invalid_request",
      failure_reason: expect.stringContaining("no live secret"),
    })
    expect(receiver.requests).toEqual([])
  })

  it.each(["transport", "format"])(
    "is nothing whose %s this version does not know: it is tried again, with that reason",
    async (column) => {
      const id = await under.subscribe({ url: receiver.url })
      const table = column === "format" ? "webhook_delivery" : "webhook_subscription"
      const key = column === "format" ? "subscription_id" : "id"
      await under.webhooks.updateWebhookSubscriptions({ id, paused_until: new Date(Date.now() + 60_000) })
      const [deliveryId] = await under.publish({ only_subscription_id: id })
      await queryDatabase(under.databaseUrl, `UPDATE ${table} SET ${column} = 'pigeon' WHERE ${key} = $1`, [id])
      await under.webhooks.updateWebhookSubscriptions({ id, paused_until: null })
      await under.webhooks.wake()
      expect(await under.settled(deliveryId!, "retrying", 1)).toMatchObject({
        outcome: "unreadable",
        failure_reason: `this version knows no ${column} "pigeon"`,
      })
    }
  )

  it("is waited for as long as the subscription says, where that is less than an attempt may take", async () => {
    receiver.respondWith([{ delayMs: 5_000, status: 200 }])
    const id = await under.subscribe({ url: receiver.url, timeout_ms: 300, retry_policy: "none" })
    const [deliveryId] = await under.publish({ only_subscription_id: id })
    expect(await under.settled(deliveryId!, "failed", 1)).toMatchObject({
      outcome: "timed_out",
      failure_reason: "no complete answer within 300 ms",
    })
  })

  it("is nothing that counts against a receiver once another worker has the lease", async () => {
    receiver.respondWith([{ delayMs: 500, status: 500 }])
    const id = await under.subscribe({ url: receiver.url })
    const [deliveryId] = await under.publish({ only_subscription_id: id })
    await receiver.waitFor(1)
    const sql =
      "UPDATE webhook_delivery_lease SET token = 'another', until = now() + interval '1 hour' WHERE delivery_id = $1"
    await queryDatabase(under.databaseUrl, sql, [deliveryId])
    await until(async () => (await under.attempts(deliveryId!)).length === 1, { what: "the attempt to be logged" })
    expect(await under.delivery(deliveryId!)).toMatchObject({ status: "pending", attempts: 0 })
    expect(await under.webhooks.retrieveWebhookSubscription(id)).toMatchObject({
      consecutive_failures: 0,
      failing_since: null,
    })
    await queryDatabase(under.databaseUrl, "DELETE FROM webhook_delivery_lease WHERE delivery_id = $1", [deliveryId])
  })

  it("is nothing on an old lease: what waited for a slot for too long is given back and claimed anew", async () => {
    // Longer than half of the margin: then too little of the lease is left for a whole attempt.
    receiver.respondWith([
      { delayMs: 2 * LEASE_MARGIN_MS, status: 200 },
      { delayMs: LEASE_MARGIN_MS, status: 200 },
    ])
    const id = await under.subscribe({ url: receiver.url, max_concurrency: 8 })
    const type = "customer.created"
    const data = under.webhooks.catalogue.get(type)?.example
    // In one transaction, so that one claim takes both.
    const events = await under.webhooks.publish([1, 2].map(() => ({ type, data, only_subscription_id: id })))
    const deliveryIds = await Promise.all(
      events.map(async ({ event_id }) => {
        const sql = "SELECT id FROM webhook_delivery WHERE event_id = $1"
        return (await queryDatabase<{ id: string }>(under.databaseUrl, sql, [event_id]))[0]!.id
      })
    )
    const [request] = await receiver.waitFor(1)
    const waiting = deliveryIds.find((deliveryId) => deliveryId !== request!.headers["webhook-delivery-id"])!
    const firstToken = await tokenOf(waiting)
    await receiver.waitFor(2)
    expect(await tokenOf(waiting)).not.toBe(firstToken)
    await under.settled(waiting, "delivered", 1)
  })
})
