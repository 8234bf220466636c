import type { MedusaContainer } from "@medusajs/framework/types"
import { patientLinkCandidates } from "./patient-link-candidates"
import type { SkippedLink } from "./steps/link-patients"
import { linkPatientsWorkflow } from "./workflows/link-patients"

/** Candidates of one run of the workflow. */
const PAGE = 500

/**
 * Links what customers' metadata says, as far as staff accept it.
 * @param wanted customers' ids; `all` leaves out those who are ambiguous.
 */
export async function acceptCandidates(
  container: MedusaContainer,
  source: string,
  wanted: readonly string[] | "all",
  createdBy: string
): Promise<{ count: number; skipped: SkippedLink[] }> {
  const skipped: SkippedLink[] = []
  let count = 0
  // What was linked is no candidate any more: only what was passed over moves the offset.
  for (let offset = 0; ;) {
    const { candidates } = await patientLinkCandidates(container, { source, limit: PAGE, offset })
    const links = candidates.filter(({ customer_id, ambiguous }) =>
      wanted === "all" ? !ambiguous : wanted.includes(customer_id)
    )
    const input = {
      source,
      links: links.map(({ external_id, customer_id }) => ({ external_id, customer_id })),
      created_by: createdBy,
    }
    if (links.length > 0) {
      const { result } = await linkPatientsWorkflow(container).run({ input })
      count += result.made.length
      skipped.push(...result.skipped)
      offset += candidates.length - result.made.length
    } else offset += candidates.length
    if (candidates.length < PAGE) return { count, skipped }
  }
}
