import { startReceiver, type Receiver } from "../../helpers/receivers/receiver"
import { queryDatabase } from "../../helpers/services/database"
import { startWebhooks, testClock, type WebhooksUnderTest } from "../../helpers/shop/webhooks-module"
import { until } from "../../helpers/until"

const clock = testClock()
const SECONDS = 1_000

describe("fairness among subscriptions", () => {
  let under: WebhooksUnderTest
  let receiver: Receiver

  beforeAll(async () => {
    under = await startWebhooks("webhooks_fairness", { clock })
  })
  beforeEach(async () => {
    receiver = await startReceiver()
  })
  afterEach(() => receiver.stop())
  afterAll(() => under.stop())

  async function publishTo(onlySubscriptionId: string, count: number): Promise<void> {
    const type = "customer.created"
    const data = under.webhooks.catalogue.get(type)?.example
    await under.webhooks.publish(
      Array.from({ length: count }, () => ({ type, data, only_subscription_id: onlySubscriptionId }))
    )
  }

  const subscription = (id: string) => under.webhooks.retrieveWebhookSubscription(id)

  async function leasesOf(id: string): Promise<number> {
    const sql = "SELECT count(*)::int AS count FROM webhook_delivery_lease WHERE subscription_id = $1"
    return (await queryDatabase<{ count: number }>(under.databaseUrl, sql, [id]))[0]!.count
  }

  async function advance(ms: number): Promise<void> {
    clock.advance(ms)
    await under.webhooks.wake()
  }

  it("begins no more requests per second than the rate limit allows, and leaves none behind", async () => {
    const id = await under.subscribe({ url: receiver.url, rate_limit_per_second: 20, max_concurrency: 64 })
    await publishTo(id, 50)
    await receiver.waitFor(50)
    const times = receiver.requests.map(({ receivedAt }) => receivedAt.getTime())
    // A quarter second's worth may be in hand; on a busy machine arrivals bunch on their way.
    for (const from of times) {
      expect(times.filter((at) => at >= from && at < from + 1_000).length).toBeLessThanOrEqual(20 + 5 + 6)
    }
    expect(times.at(-1)! - times[0]!).toBeGreaterThanOrEqual(2_000)
  })

  it("takes first attempts before retries", async () => {
    receiver.respondWith([{ status: 500 }])
    const id = await under.subscribe({
      url: receiver.url,
      max_concurrency: 1,
      retry_policy: "fixed",
      retry_interval_seconds: 60,
    })
    await publishTo(id, 3)
    await receiver.waitFor(3)
    await until(async () => (await subscription(id)).consecutive_failures === 3, { what: "three failures" })
    receiver.respondWith([{ status: 200 }])
    const retried = new Set(receiver.requests.map(({ headers }) => headers["webhook-id"]))
    clock.advance(60 * SECONDS)
    await publishTo(id, 3)
    const later = (await receiver.waitFor(9)).slice(3).map(({ headers }) => retried.has(headers["webhook-id"]))
    expect(later).toEqual([false, false, false, true, true, true])
  })

  it("pauses a receiver that fails ten times in a row, probes it, and starts gently when it is back", async () => {
    receiver.respondWith([{ status: 500 }])
    const id = await under.subscribe({ url: receiver.url, max_concurrency: 8 })
    await publishTo(id, 60)
    const paused = await until(
      async () => {
        const row = await subscription(id)
        return row.paused_until && row
      },
      { what: "the breaker to open" }
    )
    expect(paused).toMatchObject({ active: true, slots: 1 })
    // What was claimed before the breaker opened is still sent.
    await until(async () => (await leasesOf(id)) === 0, { what: "the claimed deliveries to be settled" })
    const before = receiver.requests.length
    expect(before).toBeLessThan(60)

    await advance(9 * SECONDS)
    await until(async () => (await subscription(id)).slots === 1, { what: "a look" })
    expect(receiver.requests).toHaveLength(before)

    receiver.respondWith([{ status: 200 }])
    await advance(60 * SECONDS)
    await receiver.waitFor(60 + before - 10)
    expect(
      await until(
        async () => {
          const row = await subscription(id)
          return row.slots === null && row
        },
        { what: "the breaker to close" }
      )
    ).toMatchObject({ paused_until: null, consecutive_failures: 0, failing_since: null })
  })

  it("does not let a dead receiver's backlog delay another's deliveries", async () => {
    const dead = await startReceiver()
    dead.respondWith([{ delayMs: 60_000 }])
    const deadId = await under.subscribe({ url: dead.url })
    const livingId = await under.subscribe({ url: receiver.url })
    await publishTo(deadId, 2_000)
    await dead.waitFor(8)
    const startedAt = Date.now()
    await publishTo(livingId, 100)
    await receiver.waitFor(100)
    console.info(`100 deliveries beside a backlog of 2,000 took ${Date.now() - startedAt} ms`)
    expect(dead.requests).toHaveLength(8)
    await dead.stop()
  })

  it("tells operators of a subscription that has failed for a day, and of one that was switched off", async () => {
    const operator = await startReceiver()
    await under.subscribe({ url: operator.url, events: ["webhook.*"] })
    receiver.respondWith([{ status: 500 }])
    const id = await under.subscribe({
      url: receiver.url,
      retry_policy: "fixed",
      retry_interval_seconds: 43_200,
      name: "Klaviyo",
    })
    await publishTo(id, 1)
    for (let n = 1; n <= 10; n++) {
      await until(async () => (await subscription(id)).consecutive_failures === n, { what: `${n} failures` })
      await advance(43_200 * SECONDS)
    }
    await until(async () => !(await subscription(id)).active, { what: "the subscription to be switched off" })
    await operator.waitFor(({ body }) => body.includes(id) && body.includes("subscription_disabled"))
    const told = operator.requests.filter(({ body }) => body.includes(id))
    expect(told.map(({ body }) => JSON.parse(body) as object)).toMatchObject([
      { type: "webhook.subscription_failing", data: { subscription_id: id, name: "Klaviyo" } },
      { type: "webhook.subscription_disabled", data: { subscription_id: id, reason: "failing" } },
    ])
    await operator.stop()
  })
})
