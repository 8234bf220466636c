import { startReceiver, type Receiver } from "../../helpers/receivers/receiver"
import { queryDatabase } from "../../helpers/services/database"
import { startWebhooks, testClock, type WebhooksUnderTest } from "../../helpers/shop/webhooks-module"
import { until } from "../../helpers/until"

const clock = testClock()
const SECONDS = 1_000

describe("retries", () => {
  let under: WebhooksUnderTest
  let receiver: Receiver

  beforeAll(async () => {
    under = await startWebhooks("webhooks_retries", { clock })
  })
  beforeEach(async () => {
    receiver = await startReceiver()
  })
  afterEach(() => receiver.stop())
  afterAll(() => under.stop())

  async function deliver(fields: Record<string, unknown> = {}): Promise<{ id: string; subscription_id: string }> {
    const subscriptionId = await under.subscribe({ url: receiver.url, ...fields })
    const [id] = await under.publish({ only_subscription_id: subscriptionId })
    return { id: id!, subscription_id: subscriptionId }
  }

  async function advance(ms: number): Promise<void> {
    clock.advance(ms)
    await under.webhooks.wake()
  }

  const subscription = async (id: string) => under.webhooks.retrieveWebhookSubscription(id)

  it("delivers at the third attempt, at the times of the exponential policy", async () => {
    receiver.respondWith([{ status: 500 }, { status: 500 }, { status: 200 }])
    const startMs = clock.now().getTime()
    const { id } = await deliver()
    expect((await under.settled(id, "retrying", 1)).next_retry_at).toEqual(new Date(startMs + 5 * SECONDS))
    await advance(5 * SECONDS)
    expect((await under.settled(id, "retrying", 2)).next_retry_at).toEqual(new Date(startMs + 305 * SECONDS))
    await advance(300 * SECONDS)
    expect(await under.settled(id, "delivered", 3)).toMatchObject({ next_retry_at: null, response_code: 200 })

    const attempts = await under.attempts(id)
    expect(attempts.map(({ attempt_number, outcome }) => [attempt_number, outcome])).toEqual([
      [1, "server_error"],
      [2, "server_error"],
      [3, "accepted"],
    ])
    expect(attempts.map(({ started_at }) => started_at.getTime() - startMs)).toEqual([0, 5 * SECONDS, 305 * SECONDS])
    expect(new Set(receiver.requests.map(({ body }) => body)).size).toBe(1)
    expect(new Set(receiver.requests.map(({ headers }) => headers["webhook-id"])).size).toBe(1)
    expect(receiver.requests.map(({ headers }) => headers["webhook-attempt"])).toEqual(["1", "2", "3"])
  })

  it("does not call before the time has come", async () => {
    receiver.respondWith([{ status: 500 }, { status: 200 }])
    const { id } = await deliver()
    await under.settled(id, "retrying", 1)
    await advance(4_999)
    // Another delivery goes through meanwhile, so the engine has looked.
    const other = await deliver()
    await under.settled(other.id, "delivered")
    expect(await under.delivery(id)).toMatchObject({ status: "retrying", attempts: 1 })
  })

  it("gives up after max_retries", async () => {
    receiver.respondWith([{ status: 503 }])
    const { id } = await deliver({ retry_policy: "fixed", retry_interval_seconds: 60, max_retries: 2 })
    await under.settled(id, "retrying", 1)
    await advance(60 * SECONDS)
    await under.settled(id, "retrying", 2)
    await advance(60 * SECONDS)
    expect(await under.settled(id, "failed", 3)).toMatchObject({ next_retry_at: null, outcome: "throttled" })
    expect(receiver.requests).toHaveLength(3)
  })

  it("obeys Retry-After: 120, and comes back within a day however long is asked", async () => {
    receiver.respondWith([
      { status: 429, headers: { "retry-after": "120" } },
      { status: 503, headers: { "retry-after": "9999999" } },
    ])
    const { id } = await deliver()
    const firstMs = clock.now().getTime()
    expect((await under.settled(id, "retrying", 1)).next_retry_at).toEqual(new Date(firstMs + 120 * SECONDS))
    await advance(120 * SECONDS)
    const secondMs = clock.now().getTime()
    expect((await under.settled(id, "retrying", 2)).next_retry_at).toEqual(new Date(secondMs + 86_400 * SECONDS))
    await under.webhooks.cancelDelivery(id)
  })

  it("fails at 410 and switches the subscription off", async () => {
    receiver.respondWith([{ status: 410 }])
    const { id, subscription_id } = await deliver()
    expect(await under.settled(id, "failed", 1)).toMatchObject({ outcome: "gone", response_code: 410 })
    expect(await subscription(subscription_id)).toMatchObject({
      active: false,
      disabled_reason: "gone",
      disabled_at: clock.now(),
    })
    expect(await under.publish({ only_subscription_id: subscription_id })).toEqual([])
  })

  it("does not follow redirects", async () => {
    const elsewhere = await startReceiver()
    receiver.respondWith([{ status: 302, headers: { location: elsewhere.url } }])
    const { id } = await deliver({ retry_policy: "none" })
    expect(await under.settled(id, "failed", 1)).toMatchObject({ outcome: "redirected", response_code: 302 })
    expect(elsewhere.requests).toEqual([])
    await elsewhere.stop()
  })

  it.each([
    ["retry", "retrying"],
    ["drop", "failed"],
  ] as const)("with client_error_policy %s makes a 404 %s", async (clientErrorPolicy, status) => {
    receiver.respondWith([{ status: 404, body: "not here" }])
    const { id } = await deliver({ client_error_policy: clientErrorPolicy })
    expect(await under.settled(id, status, 1)).toMatchObject({ outcome: "client_error", response_body: "not here" })
    await under.webhooks.cancelDelivery(id)
  })

  it("switches a subscription off that has only failed for five days, and counts anew once it is on again", async () => {
    receiver.respondWith([{ status: 500 }])
    const DAY = 86_400 * SECONDS
    const { id, subscription_id } = await deliver({ retry_policy: "fixed", retry_interval_seconds: 86_400 })
    await under.settled(id, "retrying", 1)
    for (let day = 1; day <= 4; day++) {
      await advance(DAY)
      await under.settled(id, "retrying", day + 1)
    }
    expect(await subscription(subscription_id)).toMatchObject({ active: true })
    await advance(DAY)
    await under.settled(id, "retrying", 6)
    expect(await subscription(subscription_id)).toMatchObject({ active: false, disabled_reason: "failing" })
  })

  it("forgets earlier failures at the first success", async () => {
    receiver.respondWith([{ status: 500 }, { status: 200 }])
    const { id, subscription_id } = await deliver()
    await under.settled(id, "retrying", 1)
    expect(await subscription(subscription_id)).toMatchObject({ failing_since: clock.now() })
    await advance(5 * SECONDS)
    await under.settled(id, "delivered", 2)
    expect(await subscription(subscription_id)).toMatchObject({ failing_since: null })
  })

  it("keeps at most max_concurrency requests of a subscription in flight, while another is served", async () => {
    const quick = await startReceiver()
    let inFlight = 0
    let most = 0
    receiver.respondWith(() => {
      most = Math.max(most, ++inFlight)
      setTimeout(() => inFlight--, 40)
      return { delayMs: 50 }
    })
    const slowId = await under.subscribe({ url: receiver.url, max_concurrency: 3 })
    const quickId = await under.subscribe({ url: quick.url })
    const type = "customer.created"
    const data = under.webhooks.catalogue.get(type)?.example
    const inputs = (onlySubscriptionId: string, count: number) =>
      Array.from({ length: count }, () => ({ type, data, only_subscription_id: onlySubscriptionId }))
    await under.webhooks.publish(inputs(slowId, 30))
    await under.webhooks.publish(inputs(quickId, 10))
    await quick.waitFor(10)
    expect(receiver.requests.length).toBeLessThan(30)
    await receiver.waitFor(30)
    expect(most).toBe(3)
    await quick.stop()
  })

  it("keeps a cancelled delivery cancelled, whatever an attempt in flight brings, and logs that attempt", async () => {
    receiver.respondWith([{ delayMs: 300 }])
    const { id } = await deliver()
    await receiver.waitFor(1)
    await under.webhooks.cancelDelivery(id)
    await until(async () => (await under.attempts(id)).length === 1, { what: "the attempt to be logged" })
    expect(await under.delivery(id)).toMatchObject({ status: "cancelled", attempts: 0 })
  })

  it("takes over a delivery whose worker died, and does not let the dead one settle it", async () => {
    receiver.respondWith([{ delayMs: 400, status: 500 }, { status: 200 }])
    const { id, subscription_id } = await deliver()
    await receiver.waitFor(1)
    await queryDatabase(
      under.databaseUrl,
      "UPDATE webhook_delivery_lease SET until = now() - interval '1 second' WHERE delivery_id = $1",
      [id]
    )
    await under.webhooks.wake()
    await under.settled(id, "delivered", 1)
    await receiver.waitFor(2)
    const attempts = async () => (await under.attempts(id)).map(({ outcome }) => outcome)
    await until(async () => (await attempts()).length === 2, { what: "both attempts to be logged" })
    expect((await attempts()).sort()).toEqual(["accepted", "server_error"])
    // Nor does its late failure count against the receiver.
    expect(await subscription(subscription_id)).toMatchObject({ consecutive_failures: 0, failing_since: null })
    expect(await under.delivery(id)).toMatchObject({ status: "delivered", attempts: 1 })
  })
})
