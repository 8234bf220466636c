import { createPgConnection } from "@medusajs/framework/utils"
import { parseOptions } from "../../../src/modules/webhooks/options"
import { openEngine } from "../../../src/modules/webhooks/queue-engines"
import { startPublisher, type Publisher } from "../../helpers/processes/publisher"
import { startReceiver, type Receiver } from "../../helpers/receivers/receiver"
import { cloneDatabase, dropDatabase } from "../../helpers/services/database"
import { startTcpProxy, type TcpProxy } from "../../helpers/services/tcp-proxy"
import { freePort } from "../../helpers/services/free-port"
import { ownRedis, type OwnRedis } from "../../helpers/services/redis"
import { startWebhooks, type WebhooksUnderTest } from "../../helpers/shop/webhooks-module"
import { until } from "../../helpers/until"

const NAME = "sick_redis"
/** No sweep comes within a test: what is delivered came by a reminder or a poll. */
const SWEEP_MS = 60_000
/** A worker may take 12 s to notice that its Redis is sick. */
const SOON_MS = 25_000
const EVENTS = 8
const LOST = "no reminders through Redis"
const BACK = "reminders through Redis arrive again"

/** What `add` threw was swallowed, and an open connection counted as one that works. */
describe("the bullmq engine with a sick Redis", () => {
  let redis: OwnRedis
  let other: OwnRedis
  let proxy: TcpProxy
  let receiver: Receiver
  let publisher: Publisher
  let worker: WebhooksUnderTest
  let warnings: jest.SpyInstance
  let infos: jest.SpyInstance

  const portOf = (server: OwnRedis) => Number(new URL(server.url).port)

  beforeAll(async () => {
    ;[redis, other] = [await ownRedis(), await ownRedis()]
    await Promise.all([redis.start(), other.start()])
    proxy = await startTcpProxy(portOf(redis))
    const redisUrl = `redis://127.0.0.1:${proxy.port}`
    receiver = await startReceiver()
    worker = await startWebhooks(NAME, { sweepIntervalMs: SWEEP_MS, redisUrl }, await cloneDatabase(NAME))
    await worker.subscribe({ url: receiver.url })
    // Another process, which sends nothing itself.
    publisher = await startPublisher(worker.databaseUrl, redisUrl)
  })
  afterAll(async () => {
    publisher.stop()
    await worker.stop({ keeps_database: true })
    await receiver.stop()
    await proxy.close()
    await Promise.all([redis.stop(), other.stop()])
    await dropDatabase(NAME)
  })
  beforeEach(() => {
    warnings = jest.spyOn(console, "warn").mockImplementation()
    infos = jest.spyOn(console, "info").mockImplementation()
  })
  afterEach(() => jest.restoreAllMocks())

  const linesWith = (spy: jest.SpyInstance, text: string) =>
    spy.mock.calls.map(([line]) => String(line)).filter((line) => line.includes(text))

  async function untilReminders(expected: boolean) {
    return until(
      async () => {
        const { engine } = await worker.webhooks.health()
        return engine.reminders === expected && engine
      },
      { what: `reminders to be ${expected}` }
    )
  }

  let publishedCount = 0
  /** Publishes events in another process, each after the one before has arrived. */
  async function publishAll(count: number): Promise<void> {
    for (let index = 0; index < count; index++) {
      const before = receiver.requests.length
      await publisher.publish(`sick_${++publishedCount}`, 1)
      await receiver.waitFor(before + 1, SOON_MS)
    }
  }

  /** Each event once, in as many requests. */
  function expectNothingTwice(): void {
    const ids = receiver.requests.map(({ headers }) => headers["webhook-id"])
    expect(ids).toHaveLength(publishedCount)
    expect(new Set(ids).size).toBe(publishedCount)
  }

  const fill = () => redis.command("CONFIG", "SET", "maxmemory", "1")
  const empty = () => redis.command("CONFIG", "SET", "maxmemory", "0")
  const evict = (policy: string) => redis.command("CONFIG", "SET", "maxmemory-policy", policy)

  describe.each([
    {
      kind: "full",
      begin: fill,
      end: empty,
      says: "Redis is full (OOM)",
    },
    {
      kind: "frozen",
      begin: async () => redis.freeze(),
      end: async () => redis.thaw(),
      says: "Redis does not answer",
    },
    {
      kind: "one that refuses a command",
      begin: () => redis.command("ACL", "SETUSER", "default", "-xadd"),
      end: () => redis.command("ACL", "SETUSER", "default", "+xadd"),
      says: "Redis refuses a command (NOPERM)",
    },
    {
      kind: "one that refuses what only workers need",
      begin: () => redis.command("ACL", "SETUSER", "default", "-bzpopmin"),
      end: () => redis.command("ACL", "SETUSER", "default", "+bzpopmin"),
      says: "did not come back",
    },
    {
      kind: "a replica since a failover",
      begin: async () => redis.command("REPLICAOF", "127.0.0.1", String(await freePort())),
      end: () => redis.command("REPLICAOF", "NO", "ONE"),
      says: "Redis is read-only (READONLY)",
    },
    {
      kind: "away",
      begin: () => redis.stop(),
      end: () => redis.start(),
      says: "Redis",
    },
  ])("$kind", ({ begin, end, says }) => {
    afterEach(async () => void (await end()))

    it("delivers all the same, says what is wrong, and is reminded again when that is mended", async () => {
      await untilReminders(true)
      await begin()
      await publishAll(1)
      const { problems } = await untilReminders(false)
      expect(problems).toMatchObject([{ code: "reminders_lost", message: expect.stringContaining(says) }])
      await publishAll(EVENTS)
      expect(linesWith(warnings, LOST)).toHaveLength(1)
      await end()
      await untilReminders(true)
      expect(linesWith(infos, BACK)).toHaveLength(1)
      await publishAll(EVENTS)
      expectNothingTwice()
    }, 120_000)
  })

  it("lets a process start, publish and say what is wrong that only publishes, also when it is full from the start", async () => {
    await fill()
    const pg = createPgConnection({ clientUrl: worker.databaseUrl })
    const engine = openEngine({
      work: {} as never,
      db: pg,
      options: parseOptions({ redisUrl: redis.url }).options,
      logger: console as never,
    })
    const late = await startPublisher(worker.databaseUrl, redis.url)
    await until(() => engine.health().reminders === false, { what: "the publisher's reminders to be lost" })
    engine.wake()
    expect(engine.health()).toMatchObject({
      running: false,
      problems: [{ code: "reminders_lost", message: expect.stringContaining("Redis is full (OOM)") }],
    })
    await untilReminders(false)
    const before = receiver.requests.length
    await late.publish(`sick_${++publishedCount}`, 1)
    await receiver.waitFor(before + 1, SOON_MS)
    await empty()
    await until(() => engine.health().reminders, { what: "the publisher's reminders to be back" })
    expect(engine.health().problems).toEqual([])
    late.stop()
    await engine.stop()
    await pg.destroy()
    await untilReminders(true)
  }, 120_000)

  it("is reminded by a Redis that drops other keys to make room", async () => {
    await untilReminders(true)
    await evict("allkeys-lru")
    const used = /used_memory:(\d+)/.exec(String(await redis.command("INFO", "memory")))?.[1]
    await redis.command("CONFIG", "SET", "maxmemory", String(Number(used) + 200_000))
    await redis.command("EVAL", `for i = 1, 2000 do redis.call('SET', 'other' .. i, string.rep('x', 1000)) end`, "0")
    await publishAll(3 * EVENTS)
    expect(String(await redis.command("INFO", "stats"))).not.toMatch(/evicted_keys:0\b/)
    await empty()
    await evict("noeviction")
    await untilReminders(true)
    expectNothingTwice()
  }, 120_000)

  it("goes on with another, empty Redis that answers at its address", async () => {
    await untilReminders(true)
    proxy.repoint(portOf(other))
    proxy.cut()
    await publishAll(EVENTS)
    await until(() => linesWith(infos, BACK).length > 0, { what: "reminders to be back" })
    expect(linesWith(warnings, LOST)).toHaveLength(1)
    await publishAll(EVENTS)
    expect(String(await other.command("KEYS", "*"))).toContain("webhooks-due")
    expectNothingTwice()
  }, 120_000)
})
