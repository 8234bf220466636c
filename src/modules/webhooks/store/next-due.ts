import { rowsOf, type Db } from "./db"

/** @returns when the next retry of an active subscription becomes due, after the given instant; `null` when none is planned. What is pending is due already. */
export async function nextDueAt(db: Db, after: Date): Promise<Date | null> {
  const [row] = await rowsOf<{ at: Date | null }>(
    db,
    `SELECT min((SELECT d.next_retry_at FROM webhook_delivery d
       WHERE d.subscription_id = s.id AND d.status = 'retrying' AND d.next_retry_at > ? AND d.deleted_at IS NULL
       ORDER BY d.next_retry_at LIMIT 1)) AS at FROM webhook_subscription s WHERE s.active AND s.deleted_at IS NULL`,
    [after]
  )
  return row?.at ?? null
}
