import { rowsOf, type Db } from "./db"

/** Where a job left off; `""`, which is before everything, where it never ran or came to the end. */
export async function readCursor(db: Db, name: string): Promise<string> {
  const [row] = await rowsOf<{ position: string }>(db, `SELECT position FROM webhook_cursor WHERE name = ?`, [name])
  return row?.position ?? ""
}

/** Says where the job goes on next time, in whichever process. */
export async function writeCursor(db: Db, name: string, position: string): Promise<void> {
  await rowsOf(
    db,
    `INSERT INTO webhook_cursor (name, position) VALUES (?, ?)
     ON CONFLICT (name) DO UPDATE SET position = excluded.position, updated_at = now()`,
    [name, position]
  )
}
