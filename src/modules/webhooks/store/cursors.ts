import { rowsOf, type Db } from "./db"

/** @returns the position at which a job stopped; `""`, which sorts before everything, when it never ran or reached the end. */
export async function readCursor(db: Db, name: string): Promise<string> {
  const [row] = await rowsOf<{ position: string }>(db, `SELECT position FROM webhook_cursor WHERE name = ?`, [name])
  return row?.position ?? ""
}

/** Stores the position from which the job continues next time, in whichever process. */
export async function writeCursor(db: Db, name: string, position: string): Promise<void> {
  await rowsOf(
    db,
    `INSERT INTO webhook_cursor (name, position) VALUES (?, ?)
     ON CONFLICT (name) DO UPDATE SET position = excluded.position, updated_at = now()`,
    [name, position]
  )
}
