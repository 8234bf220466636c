import { isEstablished, statusAt, type Establishment, type EstablishmentStatus } from "./establishment"

/** An establishment as the API and the events show it; instants are ISO 8601 strings in UTC. */
export interface EstablishmentView {
  id: string
  customer_id: string
  region_code: string
  status: EstablishmentStatus
  established: boolean
  required_at: string | null
  established_at: string | null
  expires_at: string | null
  revoked_at: string | null
  provider_id: string | null
  /** Of the call that counts; while the status is `scheduled`, of the appointment that is still to come. */
  appointment_id: string | null
  created_at: string
  updated_at: string
}

/** A row as the API answers it and events carry it; `status` and `established` are those at `now`. */
export function establishmentView(row: Establishment, now: Date): EstablishmentView {
  const status = statusAt(row, now)
  return {
    id: row.id,
    customer_id: row.customer_id,
    region_code: row.region_code,
    status,
    established: isEstablished(row, now),
    required_at: row.required_at?.toISOString() ?? null,
    established_at: row.established_at?.toISOString() ?? null,
    expires_at: row.expires_at?.toISOString() ?? null,
    revoked_at: row.revoked_at?.toISOString() ?? null,
    provider_id: row.provider_id,
    appointment_id: status === "scheduled" ? row.open_appointment_id : row.appointment_id,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  }
}
