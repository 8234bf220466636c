import { setTimeout as sleep } from "node:timers/promises"
import { expectOk, loginAdmin } from "../../helpers/shop/api"
import { killBetweenCommitAndEvent, watch, type Committed } from "../../helpers/shop/commit-window"
import { cloneDatabase, dropDatabase, queryDatabase } from "../../helpers/services/database"
import { ENGINES } from "../../helpers/services/engines"
import { startFaultReceiver, type FaultReceiver } from "../../helpers/receivers/fault-receiver"
import { SHORT_LEASE } from "../../helpers/shop/fault-stage"
import { reconcileNow } from "../../helpers/shop/reconcile"
import { ownRedis, type OwnRedis } from "../../helpers/services/redis"
import { startShop, type Shop } from "../../helpers/shop/shop"
import { completeCart, fillCart, openAccount, registerIdentity } from "../../helpers/shop/shopper"
import { until } from "../../helpers/until"

const ROUNDS = 5
const REQUESTS = 24
/** Apart, so that some are told of when others are just being committed. */
const APART_MS = 25

const CUSTOMERS: Committed = { type: "customer.created", idsSql: "SELECT id FROM customer WHERE has_account" }
const ORDERS: Committed = { type: "order.placed", idsSql: 'SELECT id FROM "order"' }

/** One engine with the bus that loses most, one with the bus that loses least. */
const SHOPS = ENGINES.map((engine) => ({ ...engine, bus: engine.name === "postgres" ? "local" : "Redis" }))

describe.each(SHOPS)(
  "kill -9 between a commit in the shop and its event, $name engine and $bus bus",
  ({ name, bus, env }) => {
    const database = `commit_window_${name}`
    let redis: OwnRedis
    let shopEnv: NodeJS.ProcessEnv
    let databaseUrl: string
    let shop: Shop
    let receiver: FaultReceiver
    /** Received and not settled, at all kills together. */
    let inFlightCount = 0

    const start = () => startShop({ databaseUrl, env: shopEnv })

    beforeAll(async () => {
      redis = await ownRedis()
      await redis.start()
      shopEnv = { ...SHORT_LEASE, ...env(), EVENTS_REDIS_URL: bus === "Redis" ? redis.url : "" }
      databaseUrl = await cloneDatabase(database)
      receiver = await startFaultReceiver()
      shop = await start()
      const fields = { name: "Receiver", url: receiver.url, events: ["customer.created", "order.placed"] }
      expectOk(await (await loginAdmin(shop.url)).post("/admin/webhooks/subscriptions", fields))
    })
    afterAll(async () => {
      await shop.stop()
      await receiver.stop()
      await redis.stop()
      await dropDatabase(database)
    })

    async function unsettledCount(): Promise<number> {
      const rows = await queryDatabase<{ id: string }>(
        databaseUrl,
        "SELECT id FROM webhook_delivery WHERE status <> 'delivered'"
      )
      return rows.filter(({ id }) => receiver.receipts.has(id)).length
    }

    /** Requests that commit. */
    async function prepared(committed: Committed): Promise<(() => Promise<unknown>)[]> {
      const each = Array.from({ length: REQUESTS })
      if (committed === ORDERS) {
        const carts = await Promise.all(
          each.map((_, index) => fillCart(shop.url, { email: `guest-${index}-${Date.now()}@example.com` }))
        )
        return carts.map((cart) => () => completeCart(cart))
      }
      const identities = await Promise.all(each.map(() => registerIdentity(shop.url)))
      return identities.map((identity) => () => openAccount(identity))
    }

    async function settle(committed: Committed, ids: readonly string[]) {
      const sql = `SELECT e.idempotency_key, d.id, d.status FROM webhook_event e LEFT JOIN webhook_delivery d ON d.event_id = e.id
                 WHERE e.type = $1 AND e.idempotency_key = ANY($2)`
      const rows = () =>
        queryDatabase<{ idempotency_key: string; id: string | null; status: string }>(databaseUrl, sql, [
          committed.type,
          ids,
        ])
      return until(
        async () => {
          const found = await rows()
          return found.length === ids.length && found.every(({ status }) => status === "delivered") && found
        },
        { what: `${ids.length} events of ${committed.type} to be delivered`, timeout_ms: 30_000 }
      )
    }

    it.each([
      ["customers", CUSTOMERS],
      ["orders", ORDERS],
    ] as const)(
      "loses none of the %s that were committed",
      async (what, committed) => {
        const books = await watch(databaseUrl, committed)
        try {
          let caught: string[] = []
          let round = 0
          while (caught.length === 0 && round < ROUNDS) {
            round++
            const works = await prepared(committed)
            const inFlight = Promise.allSettled(works.map((work, index) => sleep(index * APART_MS).then(work)))
            caught = await killBetweenCommitAndEvent(shop, books, inFlight)
            await inFlight
          }
          expect(caught.length).toBeGreaterThan(0)
          expect((await books.untold()).sort()).toEqual([...caught].sort())

          const before = receiver.receivedCount()
          inFlightCount += await unsettledCount()
          shop = await start()
          await reconcileNow(databaseUrl, shopEnv)
          const ids = await books.committed()
          expect(await books.untold()).toEqual([])
          const deliveries = await settle(committed, ids)
          const lost = deliveries.filter(({ id }) => !receiver.receipts.has(String(id)))
          const duplicates = receiver.receivedCount() - receiver.receipts.size
          console.info(
            `${name}, ${bus} bus, killed between commit and event: ${ids.length} ${what} committed, ${caught.length} caught without an event in round ${round}, ` +
              `${receiver.receivedCount() - before} sent after the restart, ${lost.length} lost, ${duplicates} duplicates, ${inFlightCount} in flight`
          )
          expect(lost).toEqual([])
          expect(new Set(deliveries.map(({ idempotency_key }) => idempotency_key)).size).toBe(ids.length)
          expect(duplicates).toBeLessThanOrEqual(inFlightCount)
        } finally {
          await books.close()
        }
      },
      180_000
    )
  }
)
