import { rowsOf, type Db } from "./db"
import type { SnapshotRow } from "./inbound-messages"

/** More of one topic are not read: a partner that sends one appointment ten thousand times can't fill the memory. */
const MAX_READ = 1_000

/** What was kept about a topic, of every message of the source, in the order in which they were stored. */
export async function snapshotsOf(db: Db, sourceId: string, topic: string): Promise<string[]> {
  const found = await rowsOf<{ snapshot: string }>(
    db,
    `SELECT snapshot FROM webhook_inbound_snapshot WHERE source_id = ? AND topic = ? AND snapshot IS NOT NULL
     ORDER BY message_id LIMIT ${MAX_READ}`,
    [sourceId, topic]
  )
  return found.map(({ snapshot }) => snapshot)
}

/** The topics of a message for which something was kept, or found to be nothing. */
export async function snapshotTopicsOf(db: Db, messageId: string): Promise<string[]> {
  const found = await rowsOf<{ topic: string }>(db, `SELECT topic FROM webhook_inbound_snapshot WHERE message_id = ?`, [
    messageId,
  ])
  return found.map(({ topic }) => topic)
}

/** Keeps something with a message that is stored already: what a thin event is about is known only when it was fetched. */
export async function addSnapshots(
  db: Db,
  message: { id: string; source_id: string },
  snapshots: readonly SnapshotRow[]
): Promise<void> {
  if (snapshots.length === 0) return
  await rowsOf(
    db,
    `INSERT INTO webhook_inbound_snapshot (message_id, source_id, topic, snapshot)
     SELECT ?, ?, s.topic, s.snapshot FROM json_to_recordset(?::json) AS s(topic text, snapshot text)
     ON CONFLICT (message_id, topic) DO NOTHING`,
    [message.id, message.source_id, JSON.stringify(snapshots)]
  )
}
