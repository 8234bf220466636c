import { startPublisher, type Publisher } from "../helpers/processes/publisher"
import { startReceiver, type Receiver } from "../helpers/receivers/receiver"
import { cloneDatabase, dropDatabase, queryDatabase } from "../helpers/services/database"
import { throughPgbouncer } from "../helpers/services/pgbouncer"
import { startTcpProxy, type TcpProxy } from "../helpers/services/tcp-proxy"
import { startWebhooks, type WebhooksUnderTest } from "../helpers/shop/webhooks-module"
import { until } from "../helpers/until"

const NAME = "deaf_listener"
/** No sweep comes within a test: what is delivered came by a notification or a poll. */
const SWEEP_MS = 60_000
/** Well below the sweep, and well above what a busy machine takes. */
const SOON_MS = 5_000
const LOST = "no notifications from PostgreSQL"
const BACK = "arrive again"

/** A connection whose LISTEN succeeded counted as one that hears. */
describe("a worker of the postgres engine whose listening connection hears nothing", () => {
  let directUrl: string
  let pooledUrl: string
  let receiver: Receiver
  let publisher: Publisher
  let worker: WebhooksUnderTest | null = null
  let warnings: jest.SpyInstance
  let infos: jest.SpyInstance

  beforeAll(async () => {
    directUrl = await cloneDatabase(NAME)
    pooledUrl = throughPgbouncer(directUrl)
    receiver = await startReceiver()
    // Another process, behind the pooler, that sends nothing itself.
    publisher = await startPublisher(pooledUrl)
  })
  afterAll(async () => {
    publisher.stop()
    await receiver.stop()
    await dropDatabase(NAME)
  })
  beforeEach(() => {
    warnings = jest.spyOn(console, "warn").mockImplementation()
    infos = jest.spyOn(console, "info").mockImplementation()
  })
  afterEach(async () => {
    await worker?.stop({ keeps_database: true })
    worker = null
    jest.restoreAllMocks()
  })

  const linesWith = (spy: jest.SpyInstance, text: string) =>
    spy.mock.calls.filter(([line]) => String(line).includes(text))

  async function start(databaseUrl: string, options: Record<string, unknown> = {}): Promise<WebhooksUnderTest> {
    worker = await startWebhooks(NAME, { sweepIntervalMs: SWEEP_MS, ...options }, databaseUrl)
    return worker
  }
  async function untilReminders(expected: boolean) {
    return until(
      async () => {
        const { engine } = await worker!.webhooks.health()
        return engine.reminders === expected && engine
      },
      { what: `reminders to be ${expected}` }
    )
  }
  let publishedCount = 0
  /** Publishes one event in another process. @returns milliseconds until it arrived. */
  async function arrival(): Promise<number> {
    const before = receiver.requests.length
    const publishedAt = performance.now()
    await publisher.publish(`deaf_${++publishedCount}`, 1)
    await receiver.waitFor(before + 1, SOON_MS)
    return performance.now() - publishedAt
  }

  it("says so once, behind a pooler in transaction mode, and finds deliveries by short polls", async () => {
    const { subscribe } = await start(pooledUrl)
    await subscribe({ url: receiver.url })
    expect(await untilReminders(false)).toMatchObject({
      last_reminder_at: null,
      problems: [{ code: "reminders_lost", message: expect.stringContaining("WEBHOOKS_LISTEN_DATABASE_URL") }],
    })
    const tookMs: number[] = []
    for (let round = 0; round < 10; round++) tookMs.push(await arrival())
    expect(Math.max(...tookMs)).toBeLessThan(SOON_MS)
    expect(linesWith(warnings, LOST)).toHaveLength(1)
  })

  it("hears through listenDatabaseUrl, which leads to the database itself", async () => {
    await start(pooledUrl, { listenDatabaseUrl: directUrl })
    expect(await untilReminders(true)).toMatchObject({ last_reminder_at: expect.any(Date), problems: [] })
    await arrival()
    expect(linesWith(warnings, LOST)).toEqual([])
  })

  it("connects again when its connection was ended", async () => {
    await start(directUrl)
    await untilReminders(true)
    await queryDatabase(
      directUrl,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'`
    )
    await until(() => linesWith(infos, BACK).length > 0, { what: "the line that they are back" })
    await untilReminders(true)
    await arrival()
    expect(linesWith(warnings, LOST)).toHaveLength(1)
  })

  describe("and goes silent", () => {
    let proxy: TcpProxy
    beforeAll(async () => {
      proxy = await startTcpProxy(Number(new URL(directUrl).port))
    })
    afterAll(() => proxy.close())

    it("notices within the next echo, polls meanwhile, and connects again", async () => {
      const through = new URL(directUrl)
      through.hostname = "127.0.0.1"
      through.port = String(proxy.port)
      await start(directUrl, { listenDatabaseUrl: through.href })
      await untilReminders(true)
      proxy.freeze()
      await untilReminders(false)
      await arrival()
      await untilReminders(true)
      await arrival()
      expect(linesWith(warnings, LOST)).toHaveLength(1)
      expect(linesWith(infos, BACK)).toHaveLength(1)
    })
  })
})
