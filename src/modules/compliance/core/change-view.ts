import type { Cause } from "./cause"
import type { EstablishmentStatus } from "./establishment"

/** A line of the history, as a row has it. */
export interface ChangeRow {
  id: string
  establishment_id: string
  customer_id: string
  region_code: string
  from_status: EstablishmentStatus | null
  to_status: EstablishmentStatus | null
  at: Date | string
  cause: Cause["kind"]
  cause_id: string
  reason: string | null
  established_at: Date | string | null
  expires_at: Date | string | null
  provider_id: string | null
  appointment_id: string | null
  consultation_id: string | null
}

/** As the API and the CSV show it; instants are ISO 8601 in UTC. */
export type ChangeView = { [Field in keyof ChangeRow]: Extract<ChangeRow[Field], string | null> }

/** The fields in the order of an auditor's reading: what, when, why. */
export const CHANGE_FIELDS = [
  ...(["at", "customer_id", "region_code", "from_status", "to_status", "cause", "cause_id", "reason"] as const),
  ...(["appointment_id", "provider_id", "established_at", "expires_at", "consultation_id"] as const),
  ...(["establishment_id", "id"] as const),
]

/** A line of the history as it is shown. */
export function changeView(row: ChangeRow): ChangeView {
  const text = (at: Date | string | null) => (at === null ? null : new Date(at).toISOString())
  return {
    id: row.id,
    establishment_id: row.establishment_id,
    customer_id: row.customer_id,
    region_code: row.region_code,
    from_status: row.from_status,
    to_status: row.to_status,
    at: new Date(row.at).toISOString(),
    cause: row.cause,
    cause_id: row.cause_id,
    reason: row.reason,
    established_at: text(row.established_at),
    expires_at: text(row.expires_at),
    provider_id: row.provider_id,
    appointment_id: row.appointment_id,
    consultation_id: row.consultation_id,
  }
}

/** Lines of a CSV file (RFC 4180), each ended. A cell that a spreadsheet would take for a formula gets an apostrophe. */
export function csvLine(cells: readonly (string | null)[]): string {
  const cellOf = (text: string) => {
    const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
    return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
  }
  return `${cells.map((cell) => cellOf(cell ?? "")).join(",")}\r\n`
}
