import type { ValueMapping } from "../core/value-mapping"
import { rowsOf, type Db } from "./db"

/** The part of an event that decides which subscriptions match it. */
export interface EventToMatch {
  id: string
  /** Every pattern that matches the event's type. */
  patterns: string[]
  account_id: string | null
  parties: string[] | null
  /** Set for a test delivery: only this subscription matches, whatever its patterns. */
  only_subscription_id: string | null
}

/** A matching subscription, with the settings that the projection needs. */
export interface Match {
  event_id: string
  subscription_id: string
  format: string
  api_version: string | null
  /** As JSON text. */
  conditions: string | null
  value_mappings: ValueMapping[] | null
  fallback: boolean
  account_id: string | null
  partner_id: string | null
}

/** @returns the active subscriptions that match each event by type and account, as this transaction sees them. */
export async function matchSubscriptions(db: Db, events: readonly EventToMatch[]): Promise<Match[]> {
  // Many events of a batch have the same type and account: each combination is matched once.
  const kinds = new Map<string, { kind: EventToMatch; ids: string[] }>()
  for (const { id, ...kind } of events) {
    const key = JSON.stringify(kind)
    const known = kinds.get(key)
    if (known) known.ids.push(id)
    else kinds.set(key, { kind: { id, ...kind }, ids: [id] })
  }
  const idsByFirst = new Map([...kinds.values()].map(({ kind, ids }) => [kind.id, ids]))
  const found = await matchKinds(
    db,
    [...kinds.values()].map(({ kind }) => kind)
  )
  return found.flatMap((match) =>
    (idsByFirst.get(match.event_id) ?? []).map((eventId) => ({ ...match, event_id: eventId }))
  )
}

/**
 * Two branches, because no index serves one condition for both: without the index on `events`, every publish would read
 * every subscription.
 */
export const MATCH_SQL = `SELECT e.id AS event_id, s.id AS subscription_id, s.format, s.api_version, s.conditions, s.value_mappings,
    s.fallback, s.account_id, s.partner_id
  FROM json_to_recordset(?::json) AS e(id text, patterns text[], account_id text, parties text[], only_subscription_id text)
  CROSS JOIN LATERAL (
    SELECT named.* FROM webhook_subscription named
    WHERE named.id = e.only_subscription_id AND named.active AND named.deleted_at IS NULL
    UNION ALL
    SELECT listed.* FROM webhook_subscription listed
    WHERE e.only_subscription_id IS NULL AND listed.events && e.patterns AND listed.active AND listed.deleted_at IS NULL
      AND (listed.account_id IS NULL OR listed.account_id = e.account_id OR listed.account_id = ANY(e.parties))
  ) s
  ORDER BY e.id, s.id`

function matchKinds(db: Db, events: readonly EventToMatch[]): Promise<Match[]> {
  return rowsOf<Match>(db, MATCH_SQL, [JSON.stringify(events)])
}
