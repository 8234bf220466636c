import type { SubscriptionState } from "../core/circuit-breaker"
import { rowsOf, type Db } from "./db"

/** The circuit breaker's state of a subscription, with the settings that judging it needs. */
export interface SubscriptionStateRow extends SubscriptionState {
  id: string
  name: string
  max_concurrency: number | null
  disabled_reason: string | null
  disabled_at: Date | null
}

/** Reads and locks the states of subscriptions, in the order of their ids: other workers wait until the transaction ends. */
export function lockStates(trx: Db, ids: readonly string[]): Promise<SubscriptionStateRow[]> {
  return rowsOf(
    trx,
    `SELECT id, name, active, failing_since, consecutive_failures, paused_until, slots, max_concurrency, disabled_reason, disabled_at
     FROM webhook_subscription WHERE id = ANY(?::text[]) ORDER BY id FOR UPDATE`,
    [[...ids]]
  )
}

export type StateToWrite = Omit<SubscriptionStateRow, "name" | "max_concurrency">

/** Writes the states of locked subscriptions, in one statement. */
export async function writeStates(trx: Db, states: readonly StateToWrite[]): Promise<void> {
  await rowsOf(
    trx,
    `UPDATE webhook_subscription s
     SET active = n.active, failing_since = n.failing_since, consecutive_failures = n.consecutive_failures,
         paused_until = n.paused_until, slots = n.slots, disabled_reason = n.disabled_reason, disabled_at = n.disabled_at
     FROM json_to_recordset(?::json) AS n(id text, active boolean, failing_since timestamptz, consecutive_failures int,
       paused_until timestamptz, slots int, disabled_reason text, disabled_at timestamptz)
     WHERE s.id = n.id`,
    [JSON.stringify(states)]
  )
}
