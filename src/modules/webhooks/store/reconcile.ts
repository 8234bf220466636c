import { rowsOf, type Db } from "./db"
import { NEWEST_FIRST } from "./last-published"

/** @returns the idempotency keys, of the given ones, under which no event of the type is stored. */
export async function missingKeys(db: Db, type: string, keys: readonly string[]): Promise<Set<string>> {
  const found = await rowsOf<{ key: string }>(
    db,
    `SELECT k.key FROM unnest(?::text[]) AS k(key)
     WHERE NOT EXISTS (SELECT 1 FROM webhook_event e WHERE e.type = ? AND e.idempotency_key = k.key)`,
    [[...keys], type]
  )
  return new Set(found.map(({ key }) => key))
}

/** The newest event about a tracked thing. */
export interface TrackedContent {
  tracked_id: string
  /** JSON text of the event's data. */
  data: string
}

/** @returns the newest event about each of these tracked things. */
export function lastPublishedOf(db: Db, type: string, trackedIds: readonly string[]): Promise<TrackedContent[]> {
  return rowsOf(
    db,
    `SELECT DISTINCT ON (tracked_id) tracked_id, data FROM webhook_event
     WHERE tracked_id = ANY(?::text[]) AND type = ? AND deleted_at IS NULL ORDER BY tracked_id, ${NEWEST_FIRST}`,
    [[...trackedIds], type]
  )
}

/** @returns the next tracked things about which an event was published, in the order of their ids, each with its newest event. */
export function publishedAfter(db: Db, type: string, after: string, limit: number): Promise<TrackedContent[]> {
  return rowsOf(
    db,
    `SELECT DISTINCT ON (tracked_id) tracked_id, data FROM webhook_event
     WHERE tracked_id > ? AND type = ? AND deleted_at IS NULL ORDER BY tracked_id, ${NEWEST_FIRST} LIMIT ?`,
    [after, type, limit]
  )
}
