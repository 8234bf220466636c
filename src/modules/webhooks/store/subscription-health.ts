import { rowsOf, type Db } from "./db"

/** Notes the first failure since the last success, where none is noted yet. */
export async function markFailing(db: Db, subscription_ids: readonly string[], now: Date): Promise<void> {
  if (subscription_ids.length === 0) return
  await rowsOf(
    db,
    `UPDATE webhook_subscription SET failing_since = ? WHERE id = ANY(?::text[]) AND failing_since IS NULL`,
    [now, [...subscription_ids]]
  )
}

/** Something arrived: whatever failed before no longer counts. */
export async function markHealthy(db: Db, subscription_ids: readonly string[]): Promise<void> {
  if (subscription_ids.length === 0) return
  await rowsOf(
    db,
    `UPDATE webhook_subscription SET failing_since = NULL WHERE id = ANY(?::text[]) AND failing_since IS NOT NULL`,
    [[...subscription_ids]]
  )
}

/** Switches subscriptions off; those that are off already keep their reason. */
export async function disableSubscriptions(
  db: Db,
  subscription_ids: readonly string[],
  reason: "gone" | "failing",
  now: Date
): Promise<void> {
  if (subscription_ids.length === 0) return
  await rowsOf(
    db,
    `UPDATE webhook_subscription SET active = false, disabled_reason = ?, disabled_at = ?, updated_at = now()
     WHERE id = ANY(?::text[]) AND active`,
    [reason, now, [...subscription_ids]]
  )
}
