import { startPublisher } from "../../helpers/processes/publisher"
import { startReceiver, type Receiver } from "../../helpers/receivers/receiver"
import { queryDatabase } from "../../helpers/services/database"
import { ownRedis } from "../../helpers/services/redis"
import { startWebhooks, testClock } from "../../helpers/shop/webhooks-module"
import { until } from "../../helpers/until"

const MINUTES_MS = 60_000
const TYPE = "customer.address_changed"

/** A process whose clock is ahead wrote due times that others waited for, and ids that hid what others wrote after it. */
describe("a process whose clock is five minutes ahead", () => {
  const NAME = "clocks"
  let receiver: Receiver
  beforeAll(async () => {
    receiver = await startReceiver()
  })
  afterAll(() => receiver.stop())

  it("publishes, and a worker whose clock is five minutes behind sends at once", async () => {
    const worker = await startWebhooks(NAME, { clock: testClock(new Date(Date.now() - 5 * MINUTES_MS)) })
    const sql = (text: string, values: unknown[] = []) => queryDatabase(worker.databaseUrl, text, values)
    const subscription = await worker.subscribe({ url: receiver.url })
    await sql(`INSERT INTO webhook_event (id, type, idempotency_key, data, occurred_at)
      VALUES ('evt_ahead', 'customer.created', 'key', '{}', now())`)
    await sql(
      `INSERT INTO webhook_delivery (id, event_id, subscription_id, event_type, format, api_version, status, attempts, next_retry_at)
       VALUES ('dlv_ahead', 'evt_ahead', $1, 'customer.created', 'standard', '1.0', 'pending', 0, now() + interval '5 minutes')`,
      [subscription]
    )
    expect(await worker.webhooks.health()).toMatchObject({ backlog: { due_count: 1, later_count: 0 } })
    await worker.webhooks.wake()
    await worker.settled("dlv_ahead", "delivered")
    expect(receiver.requests).toHaveLength(1)
    await worker.stop()
  })

  it("publishes, and a worker of the bullmq engine sends at once, and retries when its own clock says so", async () => {
    const redis = await ownRedis()
    await redis.start()
    const behind = { now: () => new Date(Date.now() - 5 * MINUTES_MS), draw: () => 0 }
    // No sweep comes within the test: what is sent came by a reminder.
    const worker = await startWebhooks(NAME, { clock: behind, redisUrl: redis.url, sweepIntervalMs: MINUTES_MS })
    const publisher = await startPublisher(worker.databaseUrl, redis.url)
    await until(async () => (await worker.webhooks.health()).engine.reminders, { what: "reminders" })
    await worker.subscribe({ url: receiver.url, retry_policy: "fixed", retry_interval_seconds: 1, max_retries: 3 })
    const before = receiver.requests.length
    receiver.respondWith([{ status: 500 }, {}])
    await publisher.publish("ahead", 1)
    const [first, second] = (await receiver.waitFor(before + 2, MINUTES_MS / 2)).slice(before)
    expect(second!.receivedAt.getTime() - first!.receivedAt.getTime()).toBeGreaterThanOrEqual(900)
    publisher.stop()
    await worker.stop()
    await redis.stop()
  })

  it("publishes a change, and no later change of a process behind it is lost", async () => {
    const ahead = await startWebhooks(NAME, { clock: testClock() })
    const observe = (city: string) =>
      ahead.webhooks.publishState({
        type: TYPE,
        tracked_id: "cuaddr_1",
        content: { ...(ahead.webhooks.catalogue.get(TYPE)?.example as { address: object }).address, city },
        isNew: false,
      })
    const published: (string | null)[] = []
    for (const city of ["austin", "boston", "austin", "dallas", "boston"]) {
      const event = await observe(city)
      published.push(event?.created ? city : null)
      // What a process five minutes ahead would have made of the first: an id that sorts after all others.
      if (published.length === 1) {
        await queryDatabase(
          ahead.databaseUrl,
          "UPDATE webhook_event SET id = 'evt_7ZZZZZZZZZZZZZZZZZZZZZZZZZ' WHERE id = $1",
          [event?.event_id]
        )
      }
    }
    expect(published).toEqual(["austin", "boston", "austin", "dallas", "boston"])
    expect(await observe("boston")).toBeNull()
    await ahead.stop()
  })
})
