import { rowsOf, type Db } from "./db"

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

/** What a login is checked against. */
export async function findPartner(db: Db, applicationId: string): Promise<PartnerCredentials | null> {
  const [found] = await rowsOf<PartnerCredentials>(
    db,
    `SELECT id, name, account_id, events, active, password_hash, failed_logins, locked_until
     FROM webhook_partner WHERE application_id = ? AND deleted_at IS NULL`,
    // Postgres takes no NUL: such an id can't exist.
    [applicationId.replaceAll("\0", "\uFFFD")]
  )
  return found ?? null
}
