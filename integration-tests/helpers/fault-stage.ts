import { accountFor, countInFlight, untilDelivered, type Account, type Books } from "./account"
import { expectOk, loginAdmin, type Api } from "./api"
import { publishBurst } from "./burst"
import { queryDatabase } from "./database"
import { startFaultReceiver, type FaultReceiver } from "./fault-receiver"
import { startShop, type Shop } from "./shop"

/** Shorter than in production, so that a lease runs out within a test. */
export const LEASE_MS = 7_000
export const SHORT_LEASE = { WEBHOOKS_ATTEMPT_TIMEOUT_MS: "5000", WEBHOOKS_LEASE_MARGIN_MS: "2000" }

/** Characters of each process's output that a failure shows. */
const OUTPUT_SHOWN = 2_000

export interface StageOptions {
  /** Names what is printed. */
  name: string
  databaseUrl: string
  env: NodeJS.ProcessEnv
  subscriptions_count?: number
  /** Of each subscription. */
  max_concurrency?: number
}

/** A shop in one or several processes, a receiver that can misbehave, and the books on what passed between them. */
export interface Stage {
  receiver: FaultReceiver
  /** Requests that may be in flight, all processes together. */
  slots: number
  start(worker_mode: "shared" | "server" | "worker"): Promise<Shop>
  /** Registers the subscriptions; once, before anything is published. */
  subscribe(shop: Shop): Promise<Api>
  /** Publishes through a process and returns the events' ids. */
  publish(shop: Shop, count: number): Promise<string[]>
  query<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]>
  /** See `countInFlight`. */
  inFlight(event_ids: readonly string[]): Promise<number>
  /** Deliveries that some process holds. */
  leasedCount(): Promise<number>
  /** Waits until all is delivered, prints the figures, and fails when they are not what a fault may cost. */
  settle(fault: string, event_ids: readonly string[], in_flight: number): Promise<Account>
  /** Ends every process that is still there, and the receiver. */
  close(): Promise<void>
}

export async function openStage({ name, databaseUrl, env, subscriptions_count = 1, max_concurrency = 16 }: StageOptions): Promise<Stage> {
  const receiver = await startFaultReceiver()
  const books: Books = { databaseUrl, receiver, subscriptions_count }
  const shops: Shop[] = []
  let burst_count = 0

  return {
    receiver,
    slots: subscriptions_count * max_concurrency,
    async start(worker_mode) {
      const shop = await startShop({ databaseUrl, env: { ...SHORT_LEASE, ...env, MEDUSA_WORKER_MODE: worker_mode } })
      shops.push(shop)
      return shop
    },
    async subscribe(shop) {
      const admin = await loginAdmin(shop.url)
      for (let index = 0; index < subscriptions_count; index++) {
        const fields = { name: `Receiver ${index}`, url: `${receiver.url}/${index}`, events: ["customer.created"], max_concurrency }
        expectOk(await admin.post("/admin/webhooks/subscriptions", fields))
      }
      return admin
    },
    publish: async (shop, count) => publishBurst(await loginAdmin(shop.url), `burst_${++burst_count}`, count),
    query: (sql, values) => queryDatabase(databaseUrl, sql, values),
    inFlight: (event_ids) => countInFlight(books, event_ids),
    async leasedCount() {
      const rows = await queryDatabase<{ count: number }>(databaseUrl, "SELECT count(*)::int AS count FROM webhook_delivery_lease WHERE until > now()")
      return rows[0]?.count ?? 0
    },
    async settle(fault, event_ids, in_flight) {
      await untilDelivered(books, event_ids).catch((error: Error) => {
        throw new Error([error.message, ...shops.map((shop) => shop.output().slice(-OUTPUT_SHOWN))].join("\n\n"))
      })
      const account = await accountFor(books, event_ids)
      const { published, received, lost, duplicates } = account
      console.info(`${name}, ${fault}: ${published} published, ${received} received, ${lost} lost, ${duplicates} duplicates, ${in_flight} in flight at the fault`)
      expect(account).toMatchObject({ received: published * subscriptions_count, lost: 0, invented: 0 })
      expect(duplicates).toBeLessThanOrEqual(in_flight)
      return account
    },
    async close() {
      // A process that was stopped by a signal could not hear the next.
      for (const shop of shops) shop.kill("SIGCONT")
      await Promise.all(shops.map((shop) => shop.stop()))
      await receiver.stop()
    },
  }
}
