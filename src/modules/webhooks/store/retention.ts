import { rowsOf, type Db } from "./db"
import { OPEN } from "./open"

/** Rows that one statement changes: locks stay short, and vacuum keeps up. */
export const RETENTION_BATCH = 2_000

interface Swept {
  /** Id of the last row that was read; `null` when no row was left. */
  last_id: string | null
  count: number
}

/**
 * Empties the payloads of events older than `beforeId`, in the order of their ids. Events with open deliveries are kept, and
 * so is the newest event of each tracked thing, with which the next change is compared.
 */
export function emptyEvents(db: Db, afterId: string, beforeId: string, now: Date): Promise<Swept> {
  return swept(
    db,
    `WITH old AS (
       SELECT id, type, tracked_id, tracked_sequence FROM webhook_event WHERE id > ? AND id < ? ORDER BY id LIMIT ${RETENTION_BATCH}
     ), emptied AS (
       UPDATE webhook_event e SET data = 'null', previous = NULL, payload_removed_at = ?, updated_at = now()
       FROM old WHERE e.id = old.id AND e.payload_removed_at IS NULL AND NOT (${isNeeded("old")}) RETURNING e.id
     ), own_copies AS (
       UPDATE webhook_delivery d SET data = NULL, previous = NULL, updated_at = now()
       FROM emptied WHERE d.event_id = emptied.id AND d.data IS NOT NULL AND d.deleted_at IS NULL
     )
     SELECT (SELECT max(id) FROM old) AS last_id, (SELECT count(*) FROM emptied)::int AS count`,
    [afterId, beforeId, now]
  )
}

/** Empties receivers' answers, in attempts older than `beforeId` and in their deliveries. */
export function emptyResponses(db: Db, afterId: string, beforeId: string): Promise<Swept> {
  return swept(
    db,
    `WITH old AS (
       SELECT id, delivery_id FROM webhook_delivery_attempt WHERE id > ? AND id < ? ORDER BY id LIMIT ${RETENTION_BATCH}
     ), emptied AS (
       UPDATE webhook_delivery_attempt a SET response_body = NULL, updated_at = now()
       FROM old WHERE a.id = old.id AND a.response_body IS NOT NULL RETURNING a.id
     ), deliveries AS (
       UPDATE webhook_delivery d SET response_body = NULL, updated_at = now()
       FROM old WHERE d.id = old.delivery_id AND d.response_body IS NOT NULL AND d.status NOT IN (${OPEN}) RETURNING d.id
     )
     SELECT (SELECT max(id) FROM old) AS last_id, (SELECT count(*) FROM emptied)::int AS count`,
    [afterId, beforeId]
  )
}

/** Deletes deliveries older than `beforeId` that are not open, with their attempts. */
export function deleteDeliveries(db: Db, afterId: string, beforeId: string): Promise<Swept> {
  return swept(
    db,
    `WITH old AS (
       SELECT id FROM webhook_delivery WHERE id > ? AND id < ? AND status NOT IN (${OPEN}) ORDER BY id LIMIT ${RETENTION_BATCH}
     ), attempts AS (
       DELETE FROM webhook_delivery_attempt a USING old WHERE a.delivery_id = old.id AND a.deleted_at IS NULL RETURNING 1
     ), gone AS (
       DELETE FROM webhook_delivery d USING old WHERE d.id = old.id RETURNING 1
     )
     SELECT (SELECT max(id) FROM old) AS last_id, (SELECT count(*) FROM gone)::int AS count`,
    [afterId, beforeId]
  )
}

/** Deletes events older than `beforeId` that have no delivery any more and are not the newest of a tracked thing. */
export function deleteEvents(db: Db, afterId: string, beforeId: string): Promise<Swept> {
  return swept(
    db,
    `WITH old AS (
       SELECT id, type, tracked_id, tracked_sequence FROM webhook_event WHERE id > ? AND id < ? ORDER BY id LIMIT ${RETENTION_BATCH}
     ), gone AS (
       DELETE FROM webhook_event e USING old WHERE e.id = old.id AND NOT (${isNewest("old")})
         AND NOT EXISTS (SELECT 1 FROM webhook_delivery d WHERE d.event_id = old.id AND d.deleted_at IS NULL) RETURNING 1
     )
     SELECT (SELECT max(id) FROM old) AS last_id, (SELECT count(*) FROM gone)::int AS count`,
    [afterId, beforeId]
  )
}

/** Deletes inbound messages older than `beforeId` that are not waiting for a try, with what was kept with them. */
export function deleteInboundMessages(db: Db, afterId: string, beforeId: string): Promise<Swept> {
  return swept(
    db,
    `WITH old AS (
       SELECT id FROM webhook_inbound_message WHERE id > ? AND id < ? AND status <> 'received' ORDER BY id LIMIT ${RETENTION_BATCH}
     ), gone AS (
       DELETE FROM webhook_inbound_message m USING old WHERE m.id = old.id RETURNING 1
     ), snapshots AS (
       DELETE FROM webhook_inbound_snapshot s USING old WHERE s.message_id = old.id
     )
     SELECT (SELECT max(id) FROM old) AS last_id, (SELECT count(*) FROM gone)::int AS count`,
    [afterId, beforeId]
  )
}

/** Deletes leases that expired long ago: those of workers that died with deliveries that were cancelled meanwhile. */
export async function deleteOldLeases(db: Db): Promise<void> {
  await rowsOf(db, "DELETE FROM webhook_delivery_lease WHERE until < now() - interval '1 hour'", [])
}

/** Deletes internal subscriptions of callback URLs that no event has named since `before` and that have no deliveries any more. */
export async function deleteIdleCallbacks(db: Db, before: Date): Promise<void> {
  await rowsOf(
    db,
    `DELETE FROM webhook_subscription s WHERE s.for_callback AND s.updated_at < ?
       AND NOT EXISTS (SELECT 1 FROM webhook_delivery d WHERE d.subscription_id = s.id AND d.deleted_at IS NULL)`,
    [before]
  )
}

function isNewest(event: string): string {
  return `${event}.tracked_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM webhook_event n WHERE n.tracked_id = ${event}.tracked_id AND n.type = ${event}.type AND n.deleted_at IS NULL
      AND (coalesce(n.tracked_sequence, 0), n.id) > (coalesce(${event}.tracked_sequence, 0), ${event}.id))`
}

function isNeeded(event: string): string {
  return `(${isNewest(event)}) OR EXISTS (
    SELECT 1 FROM webhook_delivery d WHERE d.event_id = ${event}.id AND d.status IN (${OPEN}) AND d.deleted_at IS NULL)`
}

async function swept(db: Db, sql: string, bindings: readonly (string | Date)[]): Promise<Swept> {
  const [row] = await rowsOf<Swept>(db, sql, bindings)
  return row ?? { last_id: null, count: 0 }
}
