import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** A customer whose metadata names a patient. Nobody's word but the customer's own: staff decide. */
export interface PatientLinkCandidate {
  customer_id: string
  email: string | null
  external_id: string
  /** Others say the same of themselves: accept at most one of them, by its id. */
  ambiguous: boolean
}

// The customer module has no filter for a key of metadata, and reading every customer to look for it would take minutes.
const SQL = `
  SELECT id AS customer_id, email, external_id, copies > 1 AS ambiguous, count(*) OVER () AS count FROM (
    SELECT id, email, metadata->>'emr_patient_id' AS external_id,
      count(*) OVER (PARTITION BY metadata->>'emr_patient_id') AS copies
    FROM customer WHERE deleted_at IS NULL AND metadata->>'emr_patient_id' <> ''
  ) found
  WHERE NOT EXISTS (SELECT 1 FROM patient_link l
    WHERE l.source = ? AND l.external_id = found.external_id AND l.deleted_at IS NULL)
  ORDER BY external_id, id LIMIT ? OFFSET ?`

/**
 * What `metadata.emr_patient_id`, which a former version trusted, would have linked at a source, and is not linked yet.
 */
export async function patientLinkCandidates(
  container: MedusaContainer,
  { source, limit, offset }: { source: string; limit: number; offset: number }
): Promise<{ candidates: PatientLinkCandidate[]; count: number }> {
  const db: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await db.raw<{ rows: (PatientLinkCandidate & { count: string })[] }>(SQL, [source, limit, offset])
  return {
    candidates: rows.map(({ customer_id, email, external_id, ambiguous }) => ({
      customer_id,
      email,
      external_id,
      ambiguous,
    })),
    count: Number(rows[0]?.count ?? 0),
  }
}
