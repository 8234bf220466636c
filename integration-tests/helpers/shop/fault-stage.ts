import { accountFor, countInFlight, untilDelivered, type Account, type Books } from "../receivers/account"
import { expectOk, loginAdmin, type Api } from "./api"
import { publishBurst } from "./burst"
import { queryDatabase } from "../services/database"
import { startFaultReceiver, type FaultReceiver } from "../receivers/fault-receiver"
import type { Process } from "../processes/process"
import { startShop, type Shop } from "./shop"
import { startWorker } from "../processes/worker"

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
  subscriptionsCount?: number
  /** Of each subscription. */
  max_concurrency?: number
}

/** A shop in one or several processes, a receiver that can misbehave, and the books on what passed between them. */
export interface Stage {
  receiver: FaultReceiver
  /** Requests that may be in flight, all processes together. */
  slots: number
  /** A shop that publishes and does not send. */
  startServer(): Promise<Shop>
  startWorker(): Promise<Process>
  /** Registers the subscriptions; once, before anything is published. */
  subscribe(shop: Shop): Promise<Api>
  /** Publishes through a process and returns the events' ids. */
  publish(shop: Shop, count: number): Promise<string[]>
  query<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]>
  /** See `countInFlight`. */
  inFlight(eventIds: readonly string[]): Promise<number>
  /** Deliveries that some process holds. */
  leasedCount(): Promise<number>
  /** Waits until all is delivered, prints the figures, and fails when they are not what a fault may cost. */
  settle(fault: string, eventIds: readonly string[], inFlight: number): Promise<Account>
  /** Ends every process that is still there, and the receiver. */
  close(): Promise<void>
}

export async function openStage({
  name,
  databaseUrl,
  env,
  subscriptionsCount = 1,
  max_concurrency = 16,
}: StageOptions): Promise<Stage> {
  const receiver = await startFaultReceiver()
  const books: Books = { databaseUrl, receiver, subscriptionsCount }
  const options = { databaseUrl, env: { ...SHORT_LEASE, ...env, MEDUSA_WORKER_MODE: "server" } }
  const processes: Process[] = []
  let burstCount = 0

  return {
    receiver,
    slots: subscriptionsCount * max_concurrency,
    async startServer() {
      const shop = await startShop(options)
      processes.push(shop)
      return shop
    },
    async startWorker() {
      const worker = await startWorker(options)
      processes.push(worker)
      return worker
    },
    async subscribe(shop) {
      const admin = await loginAdmin(shop.url)
      for (let index = 0; index < subscriptionsCount; index++) {
        const fields = {
          name: `Receiver ${index}`,
          url: `${receiver.url}/${index}`,
          events: ["customer.created"],
          max_concurrency,
        }
        expectOk(await admin.post("/admin/webhooks/subscriptions", fields))
      }
      return admin
    },
    publish: async (shop, count) => publishBurst(await loginAdmin(shop.url), `burst_${++burstCount}`, count),
    query: (sql, values) => queryDatabase(databaseUrl, sql, values),
    inFlight: (eventIds) => countInFlight(books, eventIds),
    async leasedCount() {
      const rows = await queryDatabase<{ count: number }>(
        databaseUrl,
        "SELECT count(*)::int AS count FROM webhook_delivery_lease WHERE until > now()"
      )
      return rows[0]?.count ?? 0
    },
    async settle(fault, eventIds, inFlight) {
      await untilDelivered(books, eventIds).catch((error: Error) => {
        throw new Error([error.message, ...processes.map((each) => each.output().slice(-OUTPUT_SHOWN))].join("\n\n"))
      })
      const account = await accountFor(books, eventIds)
      const { published, received, lost, duplicates } = account
      console.info(
        `${name}, ${fault}: ${published} published, ${received} received, ${lost} lost, ${duplicates} duplicates, ${inFlight} in flight at the fault`
      )
      expect(account).toMatchObject({ received: published * subscriptionsCount, lost: 0, invented: 0 })
      expect(duplicates).toBeLessThanOrEqual(inFlight)
      return account
    },
    async close() {
      // A process that was stopped by a signal could not hear the next.
      for (const each of processes) each.kill("SIGCONT")
      await Promise.all(processes.map((each) => each.stop()))
      await receiver.stop()
    },
  }
}
