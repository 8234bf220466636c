import { rowsOf, type Db } from "./db"
import { OPEN } from "./open"

/** Open deliveries, counted. */
export interface Backlog {
  /** Open deliveries of active subscriptions: due now; `later_count`: due later. */
  due_count: number
  later_count: number
  /** When the oldest of the due deliveries became due. */
  oldest_due_at: Date | null
  /** Leased by a worker. */
  in_flight_count: number
  /** Open deliveries of subscriptions that are switched off. */
  held_count: number
}

/** Counts the open deliveries of all subscriptions. @param now by the module's clock; leases are compared with the database's. */
export async function readBacklog(db: Db, now: Date): Promise<Backlog> {
  const [row] = await rowsOf<Backlog>(
    db,
    `SELECT count(*) FILTER (WHERE s.active AND (d.status = 'pending' OR d.next_retry_at <= ?) AND NOT busy)::int AS due_count,
       count(*) FILTER (WHERE s.active AND d.status <> 'pending' AND d.next_retry_at > ? AND NOT busy)::int AS later_count,
       min(d.next_retry_at) FILTER (WHERE s.active AND (d.status = 'pending' OR d.next_retry_at <= ?) AND NOT busy) AS oldest_due_at,
       count(*) FILTER (WHERE busy)::int AS in_flight_count,
       count(*) FILTER (WHERE NOT s.active)::int AS held_count
     FROM (SELECT o.*, l.delivery_id IS NOT NULL AS busy FROM webhook_delivery o
           LEFT JOIN webhook_delivery_lease l ON l.delivery_id = o.id AND l.until > now()
           WHERE o.status IN (${OPEN}) AND o.deleted_at IS NULL) d
     JOIN webhook_subscription s ON s.id = d.subscription_id`,
    [now, now, now]
  )
  return row ?? { due_count: 0, later_count: 0, oldest_due_at: null, in_flight_count: 0, held_count: 0 }
}
