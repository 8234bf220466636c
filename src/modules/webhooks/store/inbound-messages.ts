import { MedusaError } from "@medusajs/framework/utils"
import { MAX_FAULTS } from "../core/inbound-retry"
import type { InboundStatus } from "../models/webhook-inbound-message"
import { rowsOf, type Db } from "./db"

/** A new inbound message. */
export interface InboundRow {
  id: string
  source_id: string
  kind: string
  dedupe_key: string
  /** Encrypted; in the clear in rows of an older version. */
  body: string
  /** Empty in rows that an older version wrote while this one was being deployed. */
  body_hash: string
  status: InboundStatus
  cause: string | null
  error: string | null
}

/** What was kept with a message about a topic; `snapshot` is encrypted JSON, `null` where there was nothing to keep. */
export interface SnapshotRow {
  topic: string
  snapshot: string | null
}

/** A stored inbound message. */
export interface InboundMessage extends InboundRow {
  /** The handler's answer, as JSON text. */
  result: string | null
  tries: number
  faults: number
  next_try_at: Date | null
  created_at: Date
}

const COLUMNS =
  "id, source_id, kind, dedupe_key, body, body_hash, status, cause, result, error, tries, faults, next_try_at, created_at"

/**
 * Stores a message, what was kept with it, and the key that recognises repeats, in one statement.
 * @param nextTryAt when the background job processes the message, should this process die first; `null`: never.
 * @returns the stored message, and whether it was there before: then nothing was written.
 */
export async function recordMessage(
  db: Db,
  row: InboundRow,
  snapshots: readonly SnapshotRow[],
  nextTryAt: Date | null
): Promise<{ message: InboundMessage; duplicate: boolean }> {
  const [inserted] = await rowsOf<InboundMessage>(
    db,
    `WITH inserted AS (
       INSERT INTO webhook_inbound_message (id, source_id, kind, dedupe_key, body, body_hash, status, cause, error, tries, faults, next_try_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 1, ?)
       ON CONFLICT (source_id, dedupe_key) DO NOTHING
       RETURNING ${COLUMNS}
     ), kept AS (
       INSERT INTO webhook_inbound_snapshot (message_id, source_id, topic, snapshot)
       SELECT i.id, i.source_id, s.topic, s.snapshot FROM inserted i, json_to_recordset(?::json) AS s(topic text, snapshot text)
     )
     SELECT * FROM inserted`,
    [
      ...[row.id, row.source_id, row.kind, row.dedupe_key, row.body, row.body_hash, row.status, row.cause, row.error],
      nextTryAt,
      JSON.stringify(snapshots),
    ]
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

/** Reads a message. @returns `null` when there is no such message. */
export async function readInboundMessage(db: Db, id: string): Promise<InboundMessage | null> {
  const [found] = await rowsOf<InboundMessage>(db, `SELECT ${COLUMNS} FROM webhook_inbound_message WHERE id = ?`, [id])
  return found ?? null
}

/** Reads and locks a message: other processes wait until the transaction ends. @returns `null` when there is no such message. */
export async function lockMessage(trx: Db, id: string): Promise<InboundMessage | null> {
  const [found] = await rowsOf<InboundMessage>(
    trx,
    `SELECT ${COLUMNS} FROM webhook_inbound_message WHERE id = ? FOR UPDATE`,
    [id]
  )
  return found ?? null
}

/** Marks a message as processed, with its handler's answer as JSON text. Runs in the transaction of the handler's effects. */
export async function markProcessed(trx: Db, id: string, result: string, now: Date): Promise<void> {
  await rowsOf(
    trx,
    `UPDATE webhook_inbound_message SET status = 'processed', result = ?, cause = NULL, error = NULL, waits_for = NULL,
       tries = tries + 1, faults = 0, next_try_at = NULL, processed_at = ?, updated_at = now() WHERE id = ?`,
    [result, now, id]
  )
}

/** Keeps what was done of a message that is not done yet. Runs in the transaction of what was done. */
export async function keepResult(trx: Db, id: string, result: string): Promise<void> {
  await rowsOf(trx, `UPDATE webhook_inbound_message SET result = ?, updated_at = now() WHERE id = ?`, [result, id])
}

/** Why a message is not processed, as it is kept with the message. */
export interface RefusalRow {
  status: "failed" | "quarantined"
  cause: string
  error: string
  waits_for: string | null
}

/**
 * Marks a message as failed or quarantined: nothing tries it again by itself, but for `waits_for`. A processed one stays processed.
 * @param lookAgainAt when a message that waits is tried once more: what it waits for may have been written after this try had
 * looked for it, and before the message could be found by `retryWaitingFor`. Not after a try that only looked again, found
 * the same, and that nothing overtook: then the status is still `failed`. A look that is still to come (`faults` is 0) stays.
 */
export async function markRefused(
  db: Db,
  id: string,
  { status, cause, error, waits_for }: RefusalRow,
  lookAgainAt: Date
): Promise<void> {
  await rowsOf(
    db,
    `UPDATE webhook_inbound_message m SET status = r.status, cause = ?, error = ?, waits_for = r.waits_for, tries = tries + 1,
       faults = 0, updated_at = now(), next_try_at = CASE
         WHEN r.status <> 'failed' OR r.waits_for IS NULL THEN NULL
         WHEN m.status <> 'failed' OR m.waits_for IS DISTINCT FROM r.waits_for THEN ?::timestamptz
         WHEN m.faults = 0 THEN m.next_try_at END
     FROM (SELECT ?::text AS status, ?::text AS waits_for) r
     WHERE id = ? AND m.status <> 'processed'`,
    [cause, error, lookAgainAt, status, waits_for, id]
  )
}

/** Schedules another try in the background, after a fault of ours. */
export async function markDelayed(
  db: Db,
  id: string,
  { cause, error }: { cause: string; error: string },
  nextTryAt: Date
): Promise<void> {
  await rowsOf(
    db,
    `UPDATE webhook_inbound_message SET status = 'received', cause = ?, error = ?, tries = tries + 1, next_try_at = ?, updated_at = now()
     WHERE id = ? AND status <> 'processed'`,
    [cause, error, nextTryAt, id]
  )
}

/**
 * Takes messages that are due for a background try, oldest first, and postpones each so that no second worker takes it. One
 * whose tries were all ended by faults, or by the end of the process, is quarantined instead: it may be what ends processes.
 */
export async function takeDueMessages(
  db: Db,
  now: Date,
  putOffUntil: Date,
  limit: number
): Promise<{ id: string; ended: boolean }[]> {
  return rowsOf(
    db,
    `UPDATE webhook_inbound_message m SET
       next_try_at = CASE WHEN m.faults >= ${MAX_FAULTS} THEN NULL ELSE ?::timestamptz END,
       status = CASE WHEN m.faults >= ${MAX_FAULTS} THEN 'quarantined' ELSE m.status END,
       cause = CASE WHEN m.faults >= ${MAX_FAULTS} THEN 'tries_ended' ELSE m.cause END,
       error = CASE WHEN m.faults >= ${MAX_FAULTS} THEN coalesce(m.error, 'each try was ended by the end of the process') ELSE m.error END,
       faults = least(m.faults + 1, ${MAX_FAULTS}), updated_at = now()
     FROM (SELECT id, faults FROM webhook_inbound_message WHERE next_try_at <= ? AND deleted_at IS NULL
           ORDER BY next_try_at LIMIT ? FOR UPDATE SKIP LOCKED) due
     WHERE m.id = due.id RETURNING m.id, due.faults >= ${MAX_FAULTS} AS ended`,
    [putOffUntil, now, limit]
  )
}

/** Makes failed messages due that wait for one of these keys. @returns their ids, oldest first. */
export async function retryWaitingFor(db: Db, keys: readonly string[], now: Date): Promise<string[]> {
  const found = await rowsOf<{ id: string }>(
    db,
    `UPDATE webhook_inbound_message SET status = 'received', faults = 1, next_try_at = ?, updated_at = now()
     WHERE waits_for = ANY(?) AND status = 'failed' AND deleted_at IS NULL RETURNING id`,
    [now, keys as unknown as string]
  )
  return found.map(({ id }) => id).sort()
}
