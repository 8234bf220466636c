import { OPEN_STATUSES } from "../core/delivery-state"
import { rowsOf, type Db } from "./db"

const soonest = (status: string) => `(SELECT d.next_retry_at FROM webhook_delivery d
  WHERE d.subscription_id = s.id AND d.status = '${status}' AND d.next_retry_at > ? AND d.deleted_at IS NULL ORDER BY d.next_retry_at LIMIT 1)`

/** @returns when the next delivery of an active subscription becomes due, after the given instant; `null` when none is pending. */
export async function nextDueAt(db: Db, after: Date): Promise<Date | null> {
  const [row] = await rowsOf<{ at: Date | null }>(
    db,
    `SELECT min(least(${OPEN_STATUSES.map(soonest).join(", ")})) AS at FROM webhook_subscription s WHERE s.active AND s.deleted_at IS NULL`,
    OPEN_STATUSES.map(() => after)
  )
  return row?.at ?? null
}
