import type { CustomHeader } from "../core/custom-headers"
import { rowsOf, type Db } from "./db"

/** The columns that hold one sealed text each. */
export type SealedColumn =
  | ["webhook_signing_secret", "sealed"]
  | ["webhook_subscription", "url_password"]
  | ["webhook_source", "fetch_credential"]
  | ["webhook_inbound_message", "body"]

/** Sealed texts that do not begin with `prefix`, which names a key; the next batch in the order of the ids, after one. */
export function sealedOtherwise(
  db: Db,
  [table, column]: SealedColumn,
  prefix: string,
  after: string,
  limit: number
): Promise<{ id: string; sealed: string }[]> {
  return rowsOf(
    db,
    `SELECT id, ${column} AS sealed FROM ${table} WHERE ${column} NOT LIKE ? AND id > ? ORDER BY id LIMIT ?`,
    [`${prefix}%`, after, limit]
  )
}

/** Replaces a sealed text, unless somebody changed it meanwhile. */
export async function replaceSealed(
  db: Db,
  [table, column]: SealedColumn,
  { id, sealed }: { id: string; sealed: string },
  next: string
): Promise<void> {
  await rowsOf(db, `UPDATE ${table} SET ${column} = ? WHERE id = ? AND ${column} = ?`, [next, id, sealed])
}

/** Subscriptions with header values, which are sealed. */
export function subscriptionsWithHeaders(db: Db): Promise<{ id: string; headers: CustomHeader[] }[]> {
  return rowsOf(
    db,
    `SELECT id, headers FROM webhook_subscription WHERE jsonb_typeof(headers) = 'array' AND jsonb_array_length(headers) > 0`,
    []
  )
}

/** Replaces a subscription's headers, unless somebody changed them meanwhile. */
export async function replaceHeaders(
  db: Db,
  { id, headers }: { id: string; headers: CustomHeader[] },
  next: CustomHeader[]
): Promise<void> {
  await rowsOf(db, `UPDATE webhook_subscription SET headers = ?::jsonb WHERE id = ? AND headers = ?::jsonb`, [
    JSON.stringify(next),
    id,
    JSON.stringify(headers),
  ])
}

/** What was kept with inbound messages, sealed and not beginning with `prefix`; the next batch in the order of the key, after one. */
export function snapshotsSealedOtherwise(
  db: Db,
  prefix: string,
  after: { message_id: string; topic: string },
  limit: number
): Promise<{ message_id: string; topic: string; sealed: string }[]> {
  return rowsOf(
    db,
    `SELECT message_id, topic, snapshot AS sealed FROM webhook_inbound_snapshot
     WHERE snapshot NOT LIKE ? AND (message_id, topic) > (?, ?) ORDER BY message_id, topic LIMIT ?`,
    [`${prefix}%`, after.message_id, after.topic, limit]
  )
}

/** Replaces what was kept with an inbound message. */
export async function replaceSnapshot(
  db: Db,
  { message_id, topic }: { message_id: string; topic: string },
  next: string
): Promise<void> {
  await rowsOf(db, `UPDATE webhook_inbound_snapshot SET snapshot = ? WHERE message_id = ? AND topic = ?`, [
    next,
    message_id,
    topic,
  ])
}
