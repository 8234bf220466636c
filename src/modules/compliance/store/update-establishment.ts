import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Establishment, EstablishmentState } from "../core/establishment"
import { ESTABLISHMENT_COLUMNS, establishmentOf, type EstablishmentRecord } from "./establishment-row"

const SQL = `
  update customer_region_establishment
  set status = :status, established_at = :established_at, expires_at = :expires_at,
    provider_id = :provider_id, appointment_id = :appointment_id, updated_at = :updated_at
  where id = :id
  returning ${ESTABLISHMENT_COLUMNS}`

/** Overwrites a row that `transaction` holds locked (`establishOrLock`). */
export async function updateEstablishment(
  transaction: Knex.Transaction,
  id: string,
  state: EstablishmentState
): Promise<Establishment> {
  const { rows } = await transaction.raw<{ rows: [EstablishmentRecord] }>(SQL, { ...state, id })
  return establishmentOf(rows[0])
}
