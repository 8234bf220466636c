import type { DeliveryStatus } from "../core/delivery-state"
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
  outcome: string
  reason: string | null
  response_code: number | null
  response_body: string | null
  duration_ms: number
  started_at: string
  finished_at: string
}

/**
 * Writes a batch of attempts and moves their deliveries, in one statement: the database function `webhook_settle`, see its
 * migration. A delivery whose lease was taken over, or that was cancelled meanwhile, stays as it is; its attempt is
 * logged all the same, for it did happen. The same batch written twice is written once.
 * @returns ids of the deliveries that were moved.
 */
export async function settleAttempts(db: Db, attempts: readonly SettledAttempt[]): Promise<Set<string>> {
  const moved = await rowsOf<{ id: string }>(db, "SELECT webhook_settle(?::json) AS id", [JSON.stringify(attempts)])
  return new Set(moved.map(({ id }) => id))
}

/** Gives leases back untouched: the worker is shutting down before it sent anything. */
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
