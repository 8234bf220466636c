import type { DeliveryStatus } from "../core/delivery-state"
import { rowsOf, type Db } from "./db"

/** One finished attempt, and the new state of its delivery. Instants are ISO 8601. */
export interface SettledAttempt {
  attempt_id: string
  delivery_id: string
  subscription_id: string
  lease_token: string
  attempt_number: number
  status: DeliveryStatus
  next_retry_at: string | null
  outcome: string
  reason: string | null
  response_code: number | null
  response_body: string | null
  duration_ms: number
  started_at: string
  finished_at: string
}

/** An attempt that the database refused, without what may be the reason: what a receiver, or a transport, has written. */
export function withoutTexts(attempt: SettledAttempt): SettledAttempt {
  const { response_code } = attempt
  const isStatus = Number.isInteger(response_code) && Number(response_code) >= 100 && Number(response_code) <= 999
  return {
    ...attempt,
    reason: "the database refused what was to be stored of this attempt, its answer among it",
    response_code: isStatus ? response_code : null,
    response_body: null,
  }
}

/**
 * Settles a batch of attempts in one statement: the database function `webhook_settle` (store/functions). A delivery whose
 * lease was taken over, or that was cancelled meanwhile, stays as it is; its attempt is logged all the same, because it did
 * happen. Writing the same batch again changes nothing.
 * @returns ids of the deliveries whose status was changed.
 */
export async function settleAttempts(db: Db, attempts: readonly SettledAttempt[]): Promise<Set<string>> {
  const moved = await rowsOf<{ id: string }>(db, "SELECT webhook_settle(?::json) AS id", [JSON.stringify(attempts)])
  return new Set(moved.map(({ id }) => id))
}

/** Releases leases that were not used: the worker is shutting down. */
export async function releaseLeases(
  db: Db,
  leaseTokens: readonly string[],
  deliveryIds: readonly string[]
): Promise<void> {
  await rowsOf(db, "DELETE FROM webhook_delivery_lease WHERE delivery_id = ANY(?::text[]) AND token = ANY(?::text[])", [
    [...deliveryIds],
    [...leaseTokens],
  ])
}
