import { statusesAllowing, type DeliveryStatus } from "../core/delivery-state"
import { rowsOf, type Db } from "./db"

/** A delivery's state before a change: what a workflow's compensation needs to undo it. */
export interface FormerState {
  id: string
  status: DeliveryStatus
  next_retry_at: Date | null
}

/**
 * Makes a delivery due now, from any status that an operator may retry. The UPDATE is conditional on that status, so two
 * operators, or an operator and a worker, can't undo each other. An attempt in flight keeps its lease: its answer counts.
 * @returns the former state, or `null` when the status does not allow a retry.
 */
export function retryByHand(db: Db, id: string, now: Date): Promise<FormerState | null> {
  return move(db, id, "retrying", now, statusesAllowing("retry_by_hand"))
}

/** Cancels a delivery; an attempt in flight is logged, and can't change the status any more. @returns the former state, or `null` when the delivery was not open. */
export function cancel(db: Db, id: string): Promise<FormerState | null> {
  return move(db, id, "cancelled", null, statusesAllowing("cancel"))
}

/** Cancels all open deliveries of subscriptions that are deleted. @returns their former states. */
export function cancelAllOf(db: Db, subscriptionIds: readonly string[]): Promise<FormerState[]> {
  return rowsOf<FormerState>(
    db,
    `WITH former AS (
       SELECT id, status, next_retry_at FROM webhook_delivery
       WHERE subscription_id = ANY(?::text[]) AND status = ANY(?::text[]) AND deleted_at IS NULL FOR UPDATE
     )
     UPDATE webhook_delivery d
     SET status = 'cancelled', next_retry_at = NULL, updated_at = now()
     FROM former WHERE d.id = former.id
     RETURNING former.id, former.status, former.next_retry_at`,
    [[...subscriptionIds], statusesAllowing("cancel")]
  )
}

/** Puts deliveries back into their former states: for the compensation of a workflow. */
export async function restoreStates(db: Db, states: readonly FormerState[]): Promise<void> {
  if (states.length === 0) return
  await rowsOf(
    db,
    `UPDATE webhook_delivery d SET status = s.status, next_retry_at = s.next_retry_at, updated_at = now()
     FROM json_to_recordset(?::json) AS s(id text, status text, next_retry_at timestamptz) WHERE d.id = s.id`,
    [JSON.stringify(states)]
  )
}

async function move(
  db: Db,
  id: string,
  status: DeliveryStatus,
  nextRetryAt: Date | null,
  from: DeliveryStatus[]
): Promise<FormerState | null> {
  const found = await rowsOf<FormerState>(
    db,
    `WITH former AS (SELECT id, status, next_retry_at FROM webhook_delivery WHERE id = ? FOR UPDATE)
     UPDATE webhook_delivery d
     SET status = ?, next_retry_at = ?, updated_at = now()
     FROM former WHERE d.id = former.id AND former.status = ANY(?::text[])
     RETURNING former.id, former.status, former.next_retry_at`,
    [id, status, nextRetryAt, from]
  )
  return found[0] ?? null
}
