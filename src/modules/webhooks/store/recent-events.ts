import { rowsOf, type Db } from "./db"
import type { EventRow } from "./insert-events"

type FromRow =
  | "id"
  | "type"
  | "subject"
  | "account_id"
  | "parties"
  | "actor"
  | "callback_url"
  | "nothing_changed"
  | "data"
  | "previous"
export type RecentEvent = Pick<EventRow, FromRow> & { occurred_at: Date }

/** Events that are searched at most, however rare the types are. */
const MAX_SEARCHED = 20_000

/** @returns the newest events of these types that retention has not emptied, newest first. */
export function recentEvents(db: Db, types: readonly string[], limit: number): Promise<RecentEvent[]> {
  return rowsOf(
    db,
    `SELECT id, type, subject, account_id, parties, actor, callback_url, nothing_changed, data, previous, occurred_at
     FROM (SELECT * FROM webhook_event ORDER BY id DESC LIMIT ${MAX_SEARCHED}) e
     WHERE e.type = ANY(?::text[]) AND e.payload_removed_at IS NULL AND e.deleted_at IS NULL ORDER BY e.id DESC LIMIT ?`,
    [[...types], limit]
  )
}
