import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { complianceOf } from "../workflows/compliance/compliance-of"
import { expireEstablishments } from "../workflows/compliance/expire"
import { webhooksOf } from "../workflows/webhooks-of"

/** Announces verifications that end soon, expires those that have ended, and deletes history that the shop need not keep. */
export default async function expireEstablishmentsJob(container: MedusaContainer): Promise<void> {
  const count = await expireEstablishments(container)
  const deleted = await complianceOf(container).enforceRetention(await webhooksOf(container).now())
  if (count + deleted > 0) {
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .info(`compliance: ${count} verification(s) expired or about to, ${deleted} line(s) of history deleted`)
  }
}

export const config = { name: "compliance-expire-establishments", schedule: "* * * * *" }
