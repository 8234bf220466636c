import { sameJson } from "../core/same-json"
import { rowsOf, type Db } from "./db"

/** A new event. */
export interface EventRow {
  id: string
  type: string
  subject: string | null
  account_id: string | null
  parties: string[] | null
  callback_url: string | null
  /** The event is recorded, and no delivery is made. */
  nothing_changed: boolean
  actor: string | null
  idempotency_key: string
  tracked_id: string | null
  /** Counts the events about one tracked thing, from 1; taken under its lock. */
  tracked_sequence: number | null
  /** JSON text. */
  data: string
  previous: string | null
  /** ISO 8601. */
  occurred_at: string
  traceparent: string | null
}

/** An event as it lies in its row; `data` and `previous` are JSON texts. */
export type StoredEvent = Pick<EventRow, "id" | "type" | "subject" | "account_id" | "actor" | "data" | "previous">

export interface WrittenEvent {
  /** Id of the event that has the idempotency key: the new one, or the one that existed. */
  id: string
  /** Whether this call wrote it. */
  inserted: boolean
  /** Whether an event with this key existed and has other data. */
  differs: boolean
}

/**
 * Writes events; a row whose `(type, idempotency_key)` exists is skipped.
 * @returns the result for each row, in order.
 */
export async function insertEvents(db: Db, events: readonly EventRow[]): Promise<WrittenEvent[]> {
  const inserted = await rowsOf<{ id: string }>(
    db,
    `INSERT INTO webhook_event (id, type, subject, account_id, parties, actor, callback_url, nothing_changed, idempotency_key, tracked_id,
       tracked_sequence, data, previous, occurred_at, traceparent)
     SELECT id, type, subject, account_id, parties, actor, callback_url, nothing_changed, idempotency_key, tracked_id,
       tracked_sequence, data, previous, occurred_at, traceparent
     FROM json_to_recordset(?::json) AS e(id text, type text, subject text, account_id text, parties text[], actor text,
       callback_url text, nothing_changed boolean, idempotency_key text, tracked_id text, tracked_sequence int, data text, previous text, occurred_at timestamptz, traceparent text)
     ON CONFLICT (type, idempotency_key) DO NOTHING
     RETURNING id`,
    [JSON.stringify(events)]
  )
  const written = new Set(inserted.map(({ id }) => id))
  const repeated = events.filter(({ id }) => !written.has(id))
  const first = repeated.length === 0 ? new Map<string, FirstEvent>() : await firstOf(db, repeated)
  return events.map((event) => {
    if (written.has(event.id)) return { id: event.id, inserted: true, differs: false }
    const known = first.get(keyOf(event))
    return { id: known?.id ?? event.id, inserted: false, differs: known !== undefined && differs(known, event) }
  })
}

type FirstEvent = Pick<EventRow, "id" | "type" | "idempotency_key" | "data"> & { is_emptied: boolean }

/** Whether two events differ. An event that retention emptied can't be compared, and counts as equal. */
function differs(known: FirstEvent, event: EventRow): boolean {
  return !known.is_emptied && known.data !== event.data && !sameJson(JSON.parse(known.data), JSON.parse(event.data))
}

/** Reads the existing events in a statement of its own: the INSERT may have begun before they were committed, and can't see them. */
async function firstOf(db: Db, repeated: readonly EventRow[]): Promise<Map<string, FirstEvent>> {
  const found = await rowsOf<FirstEvent>(
    db,
    `SELECT e.id, e.type, e.idempotency_key, e.data, e.payload_removed_at IS NOT NULL AS is_emptied FROM webhook_event e
     JOIN json_to_recordset(?::json) AS k(type text, idempotency_key text)
       ON k.type = e.type AND k.idempotency_key = e.idempotency_key`,
    [JSON.stringify(repeated.map(({ type, idempotency_key }) => ({ type, idempotency_key })))]
  )
  return new Map(found.map((event) => [keyOf(event), event]))
}

function keyOf({ type, idempotency_key }: Pick<EventRow, "type" | "idempotency_key">): string {
  return `${type}\0${idempotency_key}`
}
