import { rowsOf, type Db } from "./db"

/** Events to read. Enough for any chain of hidden states; after a longer one, the former state is sent as `null`. */
const MAX_EVENTS = 50

/** @returns the data, as JSON texts, of the earlier events of the same type and subject, newest first, back to the first one that retention emptied. */
export async function eventHistory(
  db: Db,
  { id, type, subject }: { id: string; type: string; subject: string | null }
): Promise<string[]> {
  if (subject === null) return []
  const rows = await rowsOf<{ data: string; emptied: boolean }>(
    db,
    `SELECT data, payload_removed_at IS NOT NULL AS emptied FROM webhook_event
     WHERE subject = ? AND id < ? AND type = ? AND deleted_at IS NULL ORDER BY id DESC LIMIT ${MAX_EVENTS}`,
    [subject, id, type]
  )
  const end = rows.findIndex(({ emptied }) => emptied)
  return (end < 0 ? rows : rows.slice(0, end)).map(({ data }) => data)
}
