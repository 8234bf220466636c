import { setTimeout as sleep } from "node:timers/promises"
import type { Publisher } from "../processes/publisher"
import { accountFor, untilDelivered, type Account } from "../receivers/account"
import { until } from "../until"
import { steadily } from "./burst"
import { startFaultReceiver, type FaultReceiver } from "../receivers/fault-receiver"

const TRY_AGAIN_AFTER_MS = 200
const GIVE_UP_AFTER_MS = 60_000
const PER_SECOND = 10
const BATCH = 3

/** One receiver, and the books on what reached it. */
export interface Ledger {
  receiver: FaultReceiver
  /** Registers the receiver. */
  subscribe(publisher: Publisher, fields?: Record<string, unknown>): Promise<string>
  /**
   * Waits until all is delivered, prints the figures, and fails unless everything arrived, once.
   * @param inFlight requests that were under way when something broke: as many may have come twice
   */
  settle(what: string, eventIds: readonly string[], inFlight?: number): Promise<Account>
}

/** @param databaseUrl of the books: a way into the database that no fault closes. */
export async function openLedger(databaseUrl: string): Promise<Ledger> {
  const receiver = await startFaultReceiver()
  const books = { databaseUrl, receiver, subscriptionsCount: 1 }
  return {
    receiver,
    subscribe: (publisher, fields) =>
      publisher.subscribe({ name: "Receiver", url: receiver.url, events: ["customer.created"], ...fields }),
    async settle(what, eventIds, inFlight = 0) {
      await untilDelivered(books, eventIds)
      const account = await accountFor(books, eventIds)
      const { published, received, lost, duplicates } = account
      console.info(`${what}: ${published} published, ${received} received, ${lost} lost, ${duplicates} duplicates`)
      expect(account).toMatchObject({ received: published, lost: 0, invented: 0 })
      expect(duplicates).toBeLessThanOrEqual(inFlight)
      return account
    },
  }
}

/** What publishing until it was taken led to. */
export interface SurelyPublished {
  eventIds: string[]
  /** How often the database did not take it. */
  refusedCount: number
}

/** Publishes until the database has taken it, as a caller with idempotency keys may. */
export async function publishSurely(publisher: Publisher, prefix: string, count: number): Promise<SurelyPublished> {
  const giveUpAt = performance.now() + GIVE_UP_AFTER_MS
  for (let refusedCount = 0; ; refusedCount++) {
    try {
      return { eventIds: await publisher.publish(prefix, count), refusedCount }
    } catch (error) {
      if (performance.now() > giveUpAt) throw error
      await sleep(TRY_AGAIN_AFTER_MS)
    }
  }
}

/** Publishes steadily before, during and after a fault that the database answers with refusals, while answers are under way. */
export async function publishThrough(
  publisher: Publisher,
  { receiver }: Ledger,
  prefix: string,
  fault: () => Promise<unknown>
): Promise<string[]> {
  receiver.behave("dawdle")
  let isOver = false
  const flowing = steadily(
    PER_SECOND,
    () => isOver,
    (index) => publishSurely(publisher, `${prefix}_${index}`, BATCH)
  )
  await until(() => receiver.withheldCount() > 0, { what: "requests under way" })
  await fault()
  isOver = true
  const { results } = await flowing
  // Else the fault reached nobody.
  expect(results.reduce((sum, { refusedCount }) => sum + refusedCount, 0)).toBeGreaterThan(0)
  return results.flatMap((result) => result.eventIds)
}
