import { OPEN_STATUSES, type DeliveryStatus } from "../core/delivery-state"
import type { OutcomeKind } from "../core/outcome"
import { rowsOf, type Db } from "./db"

/** One finished attempt and what it means for its delivery. Instants are ISO 8601. */
export interface SettledAttempt {
  attempt_id: string
  delivery_id: string
  subscription_id: string
  lease_token: string
  attempt_number: number
  status: DeliveryStatus
  next_retry_at: string | null
  outcome: OutcomeKind
  reason: string | null
  response_code: number | null
  response_body: string | null
  duration_ms: number
  started_at: string
  finished_at: string
}

const OPEN = OPEN_STATUSES.map((status) => `'${status}'`).join(", ")

/**
 * Writes a batch of attempts and moves their deliveries, in one statement. A delivery whose lease was taken over, or that was cancelled meanwhile, stays as it is; its attempt is
 * logged all the same, for it did happen.
 * @returns ids of the deliveries that were moved.
 */
export async function settleAttempts(db: Db, attempts: readonly SettledAttempt[]): Promise<Set<string>> {
  const moved = await rowsOf<{ id: string }>(
    db,
    `WITH settled AS (
       SELECT * FROM json_to_recordset(?::json) AS s(attempt_id text, delivery_id text, lease_token text, attempt_number int,
         status text, next_retry_at timestamptz, outcome text, reason text, response_code int, response_body text,
         duration_ms int, started_at timestamptz, finished_at timestamptz)
     ), logged AS (
       INSERT INTO webhook_delivery_attempt
         (id, delivery_id, attempt_number, outcome, reason, response_code, response_body, duration_ms, started_at)
       SELECT attempt_id, delivery_id, attempt_number, outcome, reason, response_code, response_body, duration_ms, started_at
       FROM settled
     )
     UPDATE webhook_delivery d
     SET status = s.status, attempts = s.attempt_number, next_retry_at = s.next_retry_at,
         delivered_at = CASE WHEN s.status = 'delivered' THEN s.finished_at ELSE d.delivered_at END,
         response_code = s.response_code, response_body = s.response_body, outcome = s.outcome, failure_reason = s.reason,
         lease_until = NULL, lease_token = NULL, updated_at = now()
     FROM settled s
     WHERE d.id = s.delivery_id AND d.lease_token = s.lease_token AND d.status IN (${OPEN})
     RETURNING d.id`,
    [JSON.stringify(attempts)]
  )
  return new Set(moved.map(({ id }) => id))
}

/** Gives leases back untouched: the worker is shutting down before it sent anything. */
export async function releaseLeases(db: Db, lease_tokens: readonly string[], delivery_ids: readonly string[]): Promise<void> {
  await rowsOf(
    db,
    `UPDATE webhook_delivery SET lease_until = NULL, lease_token = NULL, updated_at = now()
     WHERE id = ANY(?::text[]) AND lease_token = ANY(?::text[])`,
    [[...delivery_ids], [...lease_tokens]]
  )
}
