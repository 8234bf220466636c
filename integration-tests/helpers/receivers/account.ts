import { queryDatabase } from "../services/database"
import type { FaultReceiver } from "./fault-receiver"
import { until } from "../until"

interface DeliveryRow {
  id: string
  event_id: string
  status: string
  failure_reason: string | null
}

/** What was owed and what became of it, as the receiver saw it, not as the sender tells it. */
export interface Account {
  published: number
  /** Deliveries that arrived at least once. */
  received: number
  /** Deliveries that never arrived, and events that never became one. */
  lost: number
  /** Arrivals beyond each delivery's first. */
  duplicates: number
  /** Called delivered, but never answered by the receiver. */
  invented: number
}

/** One receiver's books against the rows of one database. */
export interface Books {
  databaseUrl: string
  receiver: FaultReceiver
  /** Deliveries that each event should lead to. */
  subscriptionsCount: number
}

async function rowsOf({ databaseUrl }: Books, eventIds: readonly string[]): Promise<DeliveryRow[]> {
  const sql = "SELECT id, event_id, status, failure_reason FROM webhook_delivery WHERE event_id = ANY($1)"
  return queryDatabase<DeliveryRow>(databaseUrl, sql, [eventIds])
}

/** Waits until every delivery of these events is settled for good. */
export async function untilDelivered(books: Books, eventIds: readonly string[], timeoutMs = 60_000): Promise<void> {
  let owed = ""
  await until(
    async () => {
      const open = (await rowsOf(books, eventIds)).filter(({ status }) => status !== "delivered")
      owed = open
        .map(({ id, status, failure_reason }) => `${id} ${status} ${failure_reason ?? ""}`)
        .slice(0, 3)
        .join(", ")
      return open.length === 0
    },
    { what: "all deliveries to be settled", timeout_ms: timeoutMs }
  ).catch((error: Error) => {
    throw new Error(`${error.message}; still owed: ${owed}`)
  })
}

/** Requests that the receiver got and whose outcome is not written down: all that a fault may send twice. */
export async function countInFlight(books: Books, eventIds: readonly string[]): Promise<number> {
  const rows = await rowsOf(books, eventIds)
  return rows.filter(({ id, status }) => status !== "delivered" && books.receiver.receipts.has(id)).length
}

export async function accountFor(books: Books, eventIds: readonly string[]): Promise<Account> {
  const rows = await rowsOf(books, eventIds)
  const receipts = rows.flatMap(({ id }) => books.receiver.receipts.get(id) ?? [])
  const answered = (id: string) => (books.receiver.receipts.get(id)?.answeredCount ?? 0) > 0
  return {
    published: eventIds.length,
    received: receipts.length,
    lost: eventIds.length * books.subscriptionsCount - receipts.length,
    duplicates: receipts.reduce((sum, { receivedCount }) => sum + receivedCount - 1, 0),
    invented: rows.filter(({ id, status }) => status === "delivered" && !answered(id)).length,
  }
}
