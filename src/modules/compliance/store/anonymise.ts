import { allowChangesOfHistory } from "./changes"
import { rowsOf, type Db } from "./rows"

/**
 * Puts another id in the place of a deleted customer's, wherever it is recorded, and forgets which patient of an EMR they
 * were. The rows stay: an auditor needs to see that somebody was verified, not who.
 */
export async function anonymise(trx: Db, customerId: string, replacement: string): Promise<void> {
  await allowChangesOfHistory(trx)
  for (const table of ["customer_region_establishment", "consultation", "establishment_change"]) {
    await rowsOf(trx, `UPDATE ${table} SET customer_id = ? WHERE customer_id = ?`, [replacement, customerId])
  }
  await rowsOf(trx, "DELETE FROM patient_link WHERE customer_id = ?", [customerId])
}
