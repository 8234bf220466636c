import type { MedusaContainer } from "@medusajs/framework/types"
import { complianceOf } from "./compliance-of"
import { changeInTransaction } from "./in-transaction"

/** Rows of one transaction. */
const BATCH = 100
const CAUSE = { kind: "job" as const, id: "compliance-expire-establishments" }

/**
 * One run of the expiry job: announces what ends soon, and expires what has ended. Several processes may run it at once:
 * rows that one holds, the other skips.
 * @returns how many events went out.
 */
export async function expireEstablishments(container: MedusaContainer): Promise<number> {
  const compliance = complianceOf(container)
  let count = 0
  for (const work of ["announceEnds", "expire"] as const) {
    for (;;) {
      const { announcements } = await changeInTransaction(container, CAUSE, async (within) => ({
        announcements: await compliance[work](within, BATCH),
      }))
      count += announcements.length
      if (announcements.length === 0) break
    }
  }
  return count
}
