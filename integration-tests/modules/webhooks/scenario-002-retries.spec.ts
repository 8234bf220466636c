import { startReceiver, type Receiver } from "../../helpers/receivers/receiver"
import { startWebhooks, testClock, type WebhooksUnderTest } from "../../helpers/shop/webhooks-module"

const clock = testClock()
const FIVE_MINUTES_MS = 300_000

describe("the retries of seed document 002", () => {
  let under: WebhooksUnderTest
  let receiver: Receiver

  beforeAll(async () => {
    under = await startWebhooks("webhooks_seed_002", { clock })
  })
  beforeEach(async () => {
    receiver = await startReceiver()
  })
  afterEach(() => receiver.stop())
  afterAll(() => under.stop())

  async function deliver(): Promise<string> {
    const subscriptionId = await under.subscribe({
      url: receiver.url,
      events: ["inbound_fax"],
      preset: "every-5-minutes",
    })
    const [id] = await under.publish({ type: "inbound_fax", only_subscription_id: subscriptionId })
    return id!
  }

  it("calls again every 5 minutes after a 5xx, 15 times, and then never", async () => {
    receiver.respondWith([{ status: 500 }, { status: 502 }, { status: 503 }])
    const startMs = clock.now().getTime()
    const id = await deliver()
    for (let attempt = 1; attempt <= 15; attempt++) {
      await under.settled(id, "retrying", attempt)
      clock.advance(FIVE_MINUTES_MS)
      await under.webhooks.wake()
    }
    expect(await under.settled(id, "failed", 16)).toMatchObject({ next_retry_at: null, response_code: 503 })
    const attempts = await under.attempts(id)
    expect(attempts.map(({ started_at }) => started_at.getTime() - startMs)).toEqual(
      attempts.map((_, index) => index * FIVE_MINUTES_MS)
    )
    expect(receiver.requests).toHaveLength(16)
    expect(new Set(receiver.requests.map(({ body }) => body)).size).toBe(1)
  })

  it("is done with the first 2xx", async () => {
    receiver.respondWith([{ status: 500 }, { status: 299 }])
    const id = await deliver()
    await under.settled(id, "retrying", 1)
    clock.advance(FIVE_MINUTES_MS)
    await under.webhooks.wake()
    expect(await under.settled(id, "delivered", 2)).toMatchObject({ response_code: 299 })
  })

  it.each([400, 403, 404, 422])("drops the call at a %i", async (status) => {
    receiver.respondWith([{ status }])
    expect(await under.settled(await deliver(), "failed", 1)).toMatchObject({
      next_retry_at: null,
      response_code: status,
    })
    expect(receiver.requests).toHaveLength(1)
  })
})
