import { expectOk, loginAdmin, type Api } from "../../helpers/shop/api"
import { cloneDatabase, dropDatabase, queryDatabase } from "../../helpers/services/database"
import { registerPartner, type Partner } from "../../helpers/receivers/partner"
import { reconcileNow } from "../../helpers/shop/reconcile"
import { ownRedis, type OwnRedis } from "../../helpers/services/redis"
import { startShop, type Shop } from "../../helpers/shop/shop"
import { placeOrder, registerCustomer, texanAddress, type Customer } from "../../helpers/shop/shopper"
import { until } from "../../helpers/until"

const DATABASE = "redis_event_bus"
const CUSTOMERS = 6
const TYPES = ["customer.created", "order.placed", "customer.address_changed"]

type Counts = Record<string, number>

/** A server process announces into Redis, a worker takes from it: so announcements can be made to wait there. */
describe("announcements that wait in the Redis of Medusa's event bus", () => {
  let databaseUrl: string
  let redis: OwnRedis
  let env: NodeJS.ProcessEnv
  let server: Shop
  let worker: Shop | null = null
  let admin: Api
  let partner: Partner
  let customers: Customer[]

  const start = (mode: "server" | "worker") => startShop({ databaseUrl, env: { ...env, MEDUSA_WORKER_MODE: mode } })

  beforeAll(async () => {
    databaseUrl = await cloneDatabase(DATABASE)
    redis = await ownRedis()
    await redis.start()
    env = { EVENTS_REDIS_URL: redis.url }
    server = await start("server")
    admin = await loginAdmin(server.url)
  })
  beforeEach(async () => {
    partner = await registerPartner(admin, { events: TYPES })
  })
  afterEach(() => partner.stop())
  afterAll(async () => {
    await Promise.all([server.stop(), worker?.stop()])
    await redis.stop()
    await dropDatabase(DATABASE)
  })

  /** Registers customers, each with an address and an order. */
  async function trade(): Promise<void> {
    customers = []
    for (let index = 0; index < CUSTOMERS; index++) {
      const customer = await registerCustomer(server.url)
      expectOk(
        await customer.store.post("/store/customers/me/addresses", texanAddress({ address_1: `${index} Main Street` }))
      )
      await placeOrder(server.url, { customer })
      customers.push(customer)
    }
  }

  const receivedOf = (type: string) =>
    partner.receiver.requests.filter(
      ({ headers, body }) => headers["webhook-event-type"] === type && customers.some(({ id }) => body.includes(id))
    )

  /** Waits until the partner got everything; tells how often, and how much of it the reconciler told. */
  async function account(fault: string, reconciled: Counts): Promise<void> {
    await until(() => TYPES.every((type) => receivedOf(type).length >= CUSTOMERS), {
      what: "all to arrive",
      timeout_ms: 30_000,
    })
    for (const type of TYPES) {
      const ids = receivedOf(type).map(({ headers }) => String(headers["webhook-id"]))
      const [lost, duplicates] = [CUSTOMERS - new Set(ids).size, ids.length - new Set(ids).size]
      console.info(
        `Redis event bus, ${fault}: ${CUSTOMERS} ${type}, ${reconciled[type] ?? 0} told by the reconciler, ${lost} lost, ${duplicates} duplicates`
      )
      expect({ lost, duplicates }).toEqual({ lost: 0, duplicates: 0 })
    }
    for (const request of partner.receiver.requests) partner.verify(request)
  }

  /** Events recorded so far, by type. */
  async function told(): Promise<Counts> {
    const sql = "SELECT type, count(*)::int AS count FROM webhook_event GROUP BY type"
    const rows = await queryDatabase<{ type: string; count: number }>(databaseUrl, sql)
    return Object.fromEntries(rows.map(({ type, count }) => [type, count]))
  }

  /** Runs the reconciler; how much it told, by type. */
  async function reconciled(): Promise<Counts> {
    const before = await told()
    await reconcileNow(databaseUrl, env)
    return Object.fromEntries(Object.entries(await told()).map(([type, count]) => [type, count - (before[type] ?? 0)]))
  }

  it("reach receivers without the reconciler when nothing goes wrong", async () => {
    await trade()
    expect(await told()).toEqual({})
    worker = await start("worker")
    await account("no fault", {})
  }, 120_000)

  it("are told by the reconciler when Redis is emptied", async () => {
    await worker!.stop()
    await trade()
    await redis.flushAll()
    worker = await start("worker")
    const counts = await reconciled()
    expect(counts).toEqual(Object.fromEntries(TYPES.map((type) => [type, CUSTOMERS])))
    await account("FLUSHALL while all wait in it", counts)
  }, 120_000)

  it("are told by the reconciler when Redis and the worker are killed while they wait", async () => {
    worker!.kill("SIGSTOP")
    await trade()
    worker!.kill("SIGKILL")
    await worker!.exited
    await redis.stop()
    await redis.start()
    worker = await start("worker")
    const counts = await reconciled()
    for (const type of TYPES) expect(counts[type]).toBeGreaterThan(0)
    await account("Redis and worker killed while they wait", counts)
  }, 120_000)
})
