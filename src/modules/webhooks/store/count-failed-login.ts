import { LOCK_SECONDS } from "../core/lockout"
import { rowsOf, type Db } from "./db"

/** One wrong password more, and the lock that comes of it. Counted where it is stored: several may fail at once. */
export async function countFailedLogin(db: Db, id: string, now: Date): Promise<void> {
  await rowsOf(
    db,
    `UPDATE webhook_partner SET failed_logins = failed_logins + 1,
       locked_until = ?::timestamptz + (?::int[])[least(failed_logins + 1, ?::int)] * interval '1 second'
     WHERE id = ?`,
    [now.toISOString(), [...LOCK_SECONDS], LOCK_SECONDS.length, id]
  )
}
