import type { ExecArgs } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { acceptCandidates } from "../workflows/compliance/accept-candidates"
import { patientLinkCandidates } from "../workflows/compliance/patient-link-candidates"

/**
 * `npx medusa exec ./src/scripts/link-patients-of-metadata.ts [source] [accept-all]`: lists what `metadata.emr_patient_id`
 * would have linked, and with `accept-all` links what is not ambiguous. Customers can write their metadata: look first.
 */
export default async function linkPatientsOfMetadata({ container, args }: ExecArgs): Promise<void> {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const [source = "emr", accept] = args ?? []
  const limit = 200
  for (let offset = 0; ; offset += limit) {
    const { candidates } = await patientLinkCandidates(container, { source, limit, offset })
    for (const { external_id, customer_id, email, ambiguous } of candidates) {
      logger.info(
        `compliance: ${external_id} → ${customer_id} (${email ?? "no e-mail"})${ambiguous ? ", ambiguous" : ""}`
      )
    }
    if (candidates.length < limit) break
  }
  if (accept !== "accept-all") return
  const { count, skipped } = await acceptCandidates(container, source, "all", "workflow:link-patients-of-metadata")
  logger.info(`compliance: linked ${count} patient(s), passed over ${skipped.length}`)
}
