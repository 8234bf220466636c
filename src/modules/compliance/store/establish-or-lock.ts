import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Establishment } from "../core/establishment"
import { ESTABLISHMENT_COLUMNS, establishmentOf, type EstablishmentRecord } from "./establishment-row"

// `do update` of a column to itself, not `do nothing`: it answers the row that is in
// the way, locked until the transaction ends. With `do nothing` and a `select … for
// update` after it, a row soft-deleted between the two would leave neither.
const SQL = `
  insert into customer_region_establishment (${ESTABLISHMENT_COLUMNS})
  values (:id, :customer_id, :region_code, :status, :established_at, :expires_at,
    :provider_id, :appointment_id, :created_at, :updated_at)
  on conflict (customer_id, region_code) where deleted_at is null
    do update set customer_id = excluded.customer_id
  returning ${ESTABLISHMENT_COLUMNS}`

/**
 * Writes the row, or answers the live one the customer already has in that region,
 * untouched. Either way the row is locked until `transaction` ends, so a concurrent
 * caller waits here and then sees the row as this caller left it. The answer's `id`
 * shows whether the row is new.
 */
export async function establishOrLock(
  transaction: Knex.Transaction,
  establishment: Establishment
): Promise<Establishment> {
  const { rows } = await transaction.raw<{ rows: [EstablishmentRecord] }>(SQL, { ...establishment })
  return establishmentOf(rows[0])
}
