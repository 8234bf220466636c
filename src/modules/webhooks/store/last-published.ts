import { rowsOf, type Db } from "./db"

/**
 * The order of the events about one tracked thing: by the number that was taken under its lock. Ids begin with the time of
 * the process that made them, and clocks differ. Events of a version without numbers come before all others, by their ids.
 */
export const NEWEST_FIRST = "coalesce(tracked_sequence, 0) DESC, id DESC"

/** @returns the newest event about a tracked thing, or `null`. */
export async function lastPublished(
  db: Db,
  type: string,
  trackedId: string
): Promise<{ event_id: string; data: string; sequence: number } | null> {
  const found = await rowsOf<{ event_id: string; data: string; sequence: number }>(
    db,
    `SELECT id AS event_id, data, coalesce(tracked_sequence, 0) AS sequence FROM webhook_event
     WHERE tracked_id = ? AND type = ? AND deleted_at IS NULL ORDER BY ${NEWEST_FIRST} LIMIT 1`,
    [trackedId, type]
  )
  return found[0] ?? null
}

/** Locks a tracked thing until the transaction ends: two transactions that compare with the same last state would both publish the change. */
export async function lockTracked(db: Db, type: string, trackedId: string): Promise<void> {
  await rowsOf(db, `SELECT pg_advisory_xact_lock(hashtextextended(?, 0))`, [`webhooks ${type} ${trackedId}`])
}
