import { rowsOf, type Db } from "./db"

/** A type to which somebody subscribes, and when the oldest such subscription was created. */
export interface SubscribedType {
  type: string
  since: Date
}

/**
 * @returns the types that a subscription for every account names, and when the oldest such subscription was created. A
 *   subscription that is switched off counts: events that happen meanwhile must be there for a replay.
 */
export function subscribedSince(
  db: Db,
  types: readonly { type: string; patterns: string[] }[]
): Promise<SubscribedType[]> {
  return rowsOf(
    db,
    `SELECT t.type, min(s.created_at) AS since
     FROM json_to_recordset(?::json) AS t(type text, patterns text[])
     JOIN webhook_subscription s ON s.events && t.patterns AND s.account_id IS NULL AND s.deleted_at IS NULL
     GROUP BY t.type`,
    [JSON.stringify(types)]
  )
}
