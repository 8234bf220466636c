interface PartnerRecord {
  id: string
  name: string
  application_id: string
  account_id: string | null
  events: string[]
  active: boolean
  failed_logins: number
  locked_until: Date | string | null
  created_at: Date | string
  updated_at: Date | string
}

/** Without the hash of the password. */
export function partnerView(row: PartnerRecord) {
  const { id, name, application_id, account_id, events, active, failed_logins, locked_until, created_at, updated_at } =
    row
  return { id, name, application_id, account_id, events, active, failed_logins, locked_until, created_at, updated_at }
}
