import { MedusaError } from "@medusajs/framework/utils"
import type { InboundStatus } from "../models/webhook-inbound-message"
import { rowsOf, type Db } from "./db"

/** A new inbound message. */
export interface InboundRow {
  id: string
  source_id: string
  kind: string
  dedupe_key: string
  body: string
}

/** A stored inbound message. */
export interface InboundMessage extends InboundRow {
  status: InboundStatus
  /** The handler's answer, as JSON text. */
  result: string | null
  error: string | null
  tries: number
  next_try_at: Date | null
}

const COLUMNS = "id, source_id, kind, dedupe_key, body, status, result, error, tries, next_try_at"

/**
 * Stores a message raw, with the key that recognises repeats, in one insert.
 * @param nextTryAt when the background job processes the message, should this process die first.
 * @returns the stored message, and whether it was there before.
 */
export async function recordMessage(
  db: Db,
  row: InboundRow,
  nextTryAt: Date
): Promise<{ message: InboundMessage; duplicate: boolean }> {
  const [inserted] = await rowsOf<InboundMessage>(
    db,
    `INSERT INTO webhook_inbound_message (id, source_id, kind, dedupe_key, body, status, tries, next_try_at)
     VALUES (?, ?, ?, ?, ?, 'received', 0, ?)
     ON CONFLICT (source_id, dedupe_key) DO NOTHING
     RETURNING ${COLUMNS}`,
    [row.id, row.source_id, row.kind, row.dedupe_key, row.body, nextTryAt]
  )
  if (inserted) return { message: inserted, duplicate: false }
  const [first] = await rowsOf<InboundMessage>(
    db,
    `SELECT ${COLUMNS} FROM webhook_inbound_message WHERE source_id = ? AND dedupe_key = ?`,
    [row.source_id, row.dedupe_key]
  )
  if (!first)
    throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, "a stored message vanished while it was received again")
  return { message: first, duplicate: true }
}

/** Reads and locks a message: other processes wait until the transaction ends. @returns `null` when there is no such message. */
export async function lockMessage(trx: Db, id: string): Promise<InboundMessage | null> {
  const found = await rowsOf<InboundMessage>(
    trx,
    `SELECT ${COLUMNS} FROM webhook_inbound_message WHERE id = ? FOR UPDATE`,
    [id]
  )
  return found[0] ?? null
}

/** Marks a message as processed, with its handler's answer as JSON text. Runs in the transaction of the handler's effects. */
export async function markProcessed(trx: Db, id: string, result: string, now: Date): Promise<void> {
  await rowsOf(
    trx,
    `UPDATE webhook_inbound_message SET status = 'processed', result = ?, error = NULL, tries = tries + 1,
       next_try_at = NULL, processed_at = ?, updated_at = now() WHERE id = ?`,
    [result, now, id]
  )
}

/** Marks a message as failed: it stays so until an operator reprocesses it. A processed message stays processed. */
export async function markFailed(db: Db, id: string, error: string): Promise<void> {
  await rowsOf(
    db,
    `UPDATE webhook_inbound_message SET status = 'failed', error = ?, tries = tries + 1, next_try_at = NULL, updated_at = now()
     WHERE id = ? AND status <> 'processed'`,
    [error, id]
  )
}

/** Schedules another try in the background, after a fault of ours. */
export async function markDelayed(db: Db, id: string, error: string, nextTryAt: Date): Promise<void> {
  await rowsOf(
    db,
    `UPDATE webhook_inbound_message SET status = 'received', error = ?, tries = tries + 1, next_try_at = ?, updated_at = now()
     WHERE id = ? AND status <> 'processed'`,
    [error, nextTryAt, id]
  )
}

/** Takes messages that are due for a background try, oldest first, and postpones each so that no second worker takes it. */
export function takeDueMessages(db: Db, now: Date, putOffUntil: Date, limit: number): Promise<{ id: string }[]> {
  return rowsOf(
    db,
    `UPDATE webhook_inbound_message m SET next_try_at = ?
     FROM (SELECT id FROM webhook_inbound_message WHERE next_try_at <= ? AND deleted_at IS NULL ORDER BY next_try_at LIMIT ? FOR UPDATE SKIP LOCKED) due
     WHERE m.id = due.id RETURNING m.id`,
    [putOffUntil, now, limit]
  )
}
