import { rowsOf, type Db } from "./db"

/** The password was right: what went wrong before no longer counts. */
export async function forgetFailedLogins(db: Db, id: string): Promise<void> {
  await rowsOf(db, `UPDATE webhook_partner SET failed_logins = 0, locked_until = NULL WHERE id = ?`, [id])
}
