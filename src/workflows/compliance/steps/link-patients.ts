import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { customerExists, patientKey } from "../../inbound/find-patient"
import { retryWaitingMessages } from "../../inbound/process-due"
import { complianceOf } from "../compliance-of"

export interface LinkPatientsInput {
  source: string
  links: { external_id: string; customer_id: string }[]
  /** `user:user_…`, `workflow:…`. */
  created_by: string
}

/** A link that was not made, and why. */
export interface SkippedLink {
  external_id: string
  customer_id: string
  reason: string
}

/**
 * Links patients' ids of a source to customers, and tries the messages that waited for them. What exists already stays:
 * an id never changes hands by being linked again. Undone by deleting the new links.
 */
export const linkPatientsStep = createStep(
  "compliance-link-patients",
  async ({ source, links, created_by }: LinkPatientsInput, { container }) => {
    const compliance = complianceOf(container)
    const made: string[] = []
    const skipped: SkippedLink[] = []
    for (const link of links) {
      const reason = await whyNot(link)
      if (reason) skipped.push({ ...link, reason })
      else made.push(link.external_id)
    }
    await retryWaitingMessages(container, made.map(patientKey))
    return new StepResponse({ made, skipped }, { source, made })

    async function whyNot({ external_id, customer_id }: LinkPatientsInput["links"][number]): Promise<string | null> {
      if (!(await customerExists(customer_id, container))) return `there is no customer ${customer_id}`
      if (external_id !== customer_id && (await customerExists(external_id, container))) {
        return `"${external_id}" is the id of another customer`
      }
      const now = await compliance.linkPatient({ source, external_id, customer_id, created_by })
      if (now.is_new) return null
      return now.customer_id === customer_id ? "it is linked already" : `it is linked to customer ${now.customer_id}`
    }
  },
  async (done, { container }) => {
    if (!done || done.made.length === 0) return
    const compliance = complianceOf(container)
    const links = await compliance.listPatientLinks({ source: done.source, external_id: done.made })
    await compliance.deletePatientLinks(links.map(({ id }) => id))
  }
)
