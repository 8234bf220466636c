import type { Establishment } from "../core/establishment"

/** As the driver hands it over: instants are `Date`s, or strings where a type parser leaves them as Postgres wrote them. */
export type EstablishmentRecord = {
  [Field in keyof Establishment]: Date extends Establishment[Field]
    ? Establishment[Field] | string
    : Establishment[Field]
}

/** The columns of a row, for `RETURNING`: named, so that a later column does not leak into answers. */
export const ESTABLISHMENT_COLUMNS = `id, customer_id, region_code, status, established_at, expires_at,
  provider_id, appointment_id, created_at, updated_at`

/** The row as `core/` takes it. Also right for what the generated `list` and `retrieve` answer. */
export function establishmentOf(record: EstablishmentRecord): Establishment {
  return {
    id: record.id,
    customer_id: record.customer_id,
    region_code: record.region_code,
    status: record.status,
    established_at: record.established_at === null ? null : new Date(record.established_at),
    expires_at: record.expires_at === null ? null : new Date(record.expires_at),
    provider_id: record.provider_id,
    appointment_id: record.appointment_id,
    created_at: new Date(record.created_at),
    updated_at: new Date(record.updated_at),
  }
}
