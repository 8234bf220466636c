import type { DeliveryStatus } from "../core/delivery-state"
import { rowsOf, type Db } from "./db"
import type { StoredEvent } from "./insert-events"

/** The deliveries that a replay selects. */
export interface ReplaySelection {
  subscription_id: string
  from: Date
  to: Date
  statuses: readonly DeliveryStatus[]
  /** `null`: every type. */
  event_types: readonly string[] | null
}

/** Deliveries that one statement of a replay changes. */
export const REPLAY_BATCH = 2_000

/** Makes a batch of past deliveries due again, those with ids after `afterId`. @returns how many, and the last id; `null` at the end. */
export async function replayDeliveries(
  db: Db,
  { subscription_id, from, to, statuses, event_types }: ReplaySelection,
  afterId: string,
  now: Date
): Promise<{ count: number; last_id: string | null }> {
  const [row] = await rowsOf<{ count: number; last_id: string | null }>(
    db,
    `WITH past AS (
       SELECT d.id FROM webhook_delivery d JOIN webhook_event e ON e.id = d.event_id AND e.payload_removed_at IS NULL
       WHERE d.subscription_id = ? AND d.id > ? AND d.status = ANY(?::text[]) AND e.occurred_at >= ? AND e.occurred_at < ?
         AND (?::text[] IS NULL OR d.event_type = ANY(?::text[])) AND d.deleted_at IS NULL
       ORDER BY d.id LIMIT ${REPLAY_BATCH} FOR UPDATE OF d
     ), due AS (
       UPDATE webhook_delivery d SET status = 'retrying', next_retry_at = ?, updated_at = now() FROM past WHERE d.id = past.id RETURNING d.id
     )
     SELECT count(*)::int AS count, max(id) AS last_id FROM due`,
    [
      subscription_id,
      afterId,
      [...statuses],
      from,
      to,
      event_types && [...event_types],
      event_types && [...event_types],
      now,
    ]
  )
  return row ?? { count: 0, last_id: null }
}

/** Smaller: whole events are read, of up to 256 KiB each. */
export const MISSING_BATCH = 200

/**
 * @returns a batch of events in the range, with ids after `afterId`, of which the subscription has no delivery; without events
 *   that went to a callback URL. For a fallback subscription, only events of which no subscription has a delivery.
 */
export function eventsWithoutDelivery(
  db: Db,
  { subscription_id, from, to, event_types }: ReplaySelection,
  { account_id, fallback }: { account_id: string | null; fallback: boolean },
  afterId: string
): Promise<StoredEvent[]> {
  return rowsOf(
    db,
    `SELECT e.id, e.type, e.subject, e.account_id, e.actor, e.data, e.previous FROM webhook_event e
     WHERE e.id > ? AND e.occurred_at >= ? AND e.occurred_at < ? AND e.payload_removed_at IS NULL
       AND e.callback_url IS NULL AND NOT e.nothing_changed
       AND (?::text IS NULL OR e.account_id = ? OR ? = ANY(e.parties)) AND (?::text[] IS NULL OR e.type = ANY(?::text[]))
       AND NOT EXISTS (SELECT 1 FROM webhook_delivery d
         WHERE d.event_id = e.id AND (? OR d.subscription_id = ?) AND d.deleted_at IS NULL)
     ORDER BY e.id LIMIT ${MISSING_BATCH}`,
    [
      afterId,
      from,
      to,
      account_id,
      account_id,
      account_id,
      event_types && [...event_types],
      event_types && [...event_types],
      fallback,
      subscription_id,
    ]
  )
}
