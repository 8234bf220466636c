import { OPEN_STATUSES } from "../core/delivery-state"
import { rowsOf, type Db } from "./db"

const OPEN = OPEN_STATUSES.map((status) => `'${status}'`).join(", ")

/** When the next delivery of an active subscription is due that nobody holds; `null` when nothing is owed. */
export async function nextDueAt(db: Db, after: Date): Promise<Date | null> {
  const found = await rowsOf<{ next_retry_at: Date }>(
    db,
    `SELECT d.next_retry_at FROM webhook_delivery d
     WHERE d.status IN (${OPEN}) AND d.next_retry_at > ? AND d.deleted_at IS NULL
       AND EXISTS (SELECT 1 FROM webhook_subscription s WHERE s.id = d.subscription_id AND s.active AND s.deleted_at IS NULL)
     ORDER BY d.next_retry_at LIMIT 1`,
    [after]
  )
  return found[0]?.next_retry_at ?? null
}
