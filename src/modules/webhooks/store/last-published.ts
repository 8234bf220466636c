import { rowsOf, type Db } from "./db"

/** @returns the newest event about a tracked thing, or `null`. */
export async function lastPublished(
  db: Db,
  type: string,
  trackedId: string
): Promise<{ event_id: string; data: string } | null> {
  const found = await rowsOf<{ event_id: string; data: string }>(
    db,
    `SELECT id AS event_id, data FROM webhook_event WHERE tracked_id = ? AND type = ? AND deleted_at IS NULL ORDER BY id DESC LIMIT 1`,
    [trackedId, type]
  )
  return found[0] ?? null
}

/** Locks a tracked thing until the transaction ends: two transactions that compare with the same last state would both publish the change. */
export async function lockTracked(db: Db, type: string, trackedId: string): Promise<void> {
  await rowsOf(db, `SELECT pg_advisory_xact_lock(hashtextextended(?, 0))`, [`webhooks ${type} ${trackedId}`])
}
