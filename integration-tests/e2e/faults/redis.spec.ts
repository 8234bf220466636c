import { loginAdmin, type Api } from "../../helpers/shop/api"
import { publishOne, steadily } from "../../helpers/shop/burst"
import { cloneDatabase, dropDatabase } from "../../helpers/services/database"
import { openStage, type Stage } from "../../helpers/shop/fault-stage"
import { ownRedis, type OwnRedis } from "../../helpers/services/redis"
import type { Shop } from "../../helpers/shop/shop"
import { until } from "../../helpers/until"

const DATABASE = "redis_faults"
const EVENTS = 150
const SWEEP_MS = 5_000
/** Well below the sweep: what comes within this came by a reminder. */
const REMINDED_MS = 2_000
const OUTAGE_MS = 30_000

/** One process publishes and another sends, so that every prompt delivery took a reminder through Redis. */
describe("the bullmq engine without its Redis", () => {
  let redis: OwnRedis
  let stage: Stage
  let server: Shop
  let admin: Api

  beforeAll(async () => {
    redis = await ownRedis()
    stage = await openStage({
      name: "bullmq",
      databaseUrl: await cloneDatabase(DATABASE),
      env: { WEBHOOKS_REDIS_URL: redis.url },
    })
    ;[server] = await Promise.all([stage.startServer(), stage.startWorker()])
    admin = await loginAdmin(server.url)
    await stage.subscribe(server)
  })

  afterAll(async () => {
    await stage.close()
    await redis.stop()
    await dropDatabase(DATABASE)
  })

  let probeCount = 0
  /** Publishes one event at a time until one arrives sooner than any sweep would bring it. */
  async function untilReminded(): Promise<void> {
    await until(
      async () => {
        const publishedAt = Date.now()
        const eventId = await publishOne(admin, `probe_${++probeCount}`)
        await until(() => [...stage.receiver.receipts.values()].some((receipt) => receipt.event_id === eventId), {
          what: "the probe",
        })
        return Date.now() - publishedAt < REMINDED_MS
      },
      { what: "reminders to work again", timeout_ms: 4 * SWEEP_MS }
    )
  }

  it("boots, publishes and delivers by the sweep when Redis is down at boot, and is reminded once it is there", async () => {
    const eventIds = await stage.publish(server, EVENTS)
    await stage.settle("Redis down at boot", eventIds, 0)
    await redis.start()
    await untilReminded()
  })

  it("loses nothing and sends nothing twice when Redis is emptied under load", async () => {
    let flushCount = 0
    let published = false
    const publishing = stage.publish(server, EVENTS).finally(() => (published = true))
    while (!published) {
      const before = stage.receiver.receivedCount()
      await redis.flushAll()
      flushCount++
      await until(() => published || stage.receiver.receivedCount() >= before + 10, { what: "deliveries to go on" })
    }
    await stage.settle(`FLUSHALL under load (${flushCount} times)`, await publishing, 0)
    await untilReminded()
  })

  it("publishes and delivers all along while Redis is stopped for 30 s, and drains when it is back", async () => {
    await redis.stop()
    const backAt = Date.now() + OUTAGE_MS
    const flow = await steadily(
      10,
      () => Date.now() >= backAt,
      (index) => publishOne(admin, `outage_${index}`)
    )
    const waiting = await stage.query("SELECT 1 FROM webhook_delivery WHERE status <> 'delivered'")
    await redis.start()
    const { published, received } = await stage.settle(`Redis stopped for ${OUTAGE_MS / 1_000} s`, flow.results, 0)
    console.info(
      `bullmq, Redis stopped: ${waiting.length} of ${published} still to be delivered at its return, slowest post ${flow.slowestMs} ms`
    )
    // One sweep's worth, not the whole outage's.
    expect(waiting.length).toBeLessThan(received / 2)
    expect(flow.slowestMs).toBeLessThan(SWEEP_MS)
    await untilReminded()
  }, 120_000)
})
