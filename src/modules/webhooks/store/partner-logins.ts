import { LOCK_SECONDS } from "../core/lockout"
import { rowsOf, type Db } from "./db"

/** The part of a partner's row that a login needs. */
export interface PartnerCredentials {
  id: string
  name: string
  account_id: string | null
  events: string[]
  active: boolean
  password_hash: string
  failed_logins: number
  locked_until: Date | null
}

/** @returns the row that a login is checked against; `null` for an unknown id. */
export async function findPartner(db: Db, applicationId: string): Promise<PartnerCredentials | null> {
  const [found] = await rowsOf<PartnerCredentials>(
    db,
    `SELECT id, name, account_id, events, active, password_hash, failed_logins, locked_until
     FROM webhook_partner WHERE application_id = ? AND deleted_at IS NULL`,
    // Postgres refuses NUL characters, so no id has one.
    [applicationId.replaceAll("\0", "\uFFFD")]
  )
  return found ?? null
}

/** Counts a wrong password, and sets the lock. Counted by the database, because several logins may fail at once. */
export async function countFailedLogin(db: Db, id: string, now: Date): Promise<void> {
  await rowsOf(
    db,
    `UPDATE webhook_partner SET failed_logins = failed_logins + 1,
       locked_until = ?::timestamptz + (?::int[])[least(failed_logins + 1, ?::int)] * interval '1 second'
     WHERE id = ?`,
    [now.toISOString(), [...LOCK_SECONDS], LOCK_SECONDS.length, id]
  )
}

/** Resets the count of wrong passwords, after a right one. */
export async function forgetFailedLogins(db: Db, id: string): Promise<void> {
  await rowsOf(db, `UPDATE webhook_partner SET failed_logins = 0, locked_until = NULL WHERE id = ?`, [id])
}
