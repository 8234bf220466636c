import { rowsOf, type Db } from "./rows"

/** The customer that a patient's id at a source means; `null` when nobody linked it. */
export async function linkedCustomer(db: Db, source: string, externalId: string): Promise<string | null> {
  const sql = `SELECT customer_id FROM patient_link WHERE source = ? AND external_id = ? AND deleted_at IS NULL`
  const [found] = await rowsOf<{ customer_id: string }>(db, sql, [source, externalId])
  return found?.customer_id ?? null
}

/** A new link. */
export interface NewPatientLink {
  id: string
  source: string
  external_id: string
  customer_id: string
  created_by: string
}

/**
 * Links a patient's id to a customer, unless it is linked already.
 * @returns the customer whom it means now: another than the given one when it was linked before.
 */
export async function linkPatient(db: Db, link: NewPatientLink): Promise<{ customer_id: string; is_new: boolean }> {
  const sql = `INSERT INTO patient_link (id, source, external_id, customer_id, created_by) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (source, external_id) WHERE deleted_at IS NULL DO UPDATE SET source = excluded.source
    RETURNING id, customer_id`
  const [found] = await rowsOf<{ id: string; customer_id: string }>(db, sql, [
    ...[link.id, link.source, link.external_id, link.customer_id, link.created_by],
  ])
  return { customer_id: found?.customer_id ?? link.customer_id, is_new: found?.id === link.id }
}
