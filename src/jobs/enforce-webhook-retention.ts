import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { webhooksOf } from "../workflows/webhooks-of"

/** Retention: empties payloads and deletes rows that are older than the options allow. Safe to run in several processes at once. */
export default async function enforceWebhookRetention(container: MedusaContainer): Promise<void> {
  const report = await webhooksOf(container).enforceRetention()
  if (Object.values(report).some((count) => count > 0)) {
    container.resolve(ContainerRegistrationKeys.LOGGER).info(`webhooks: retention ${JSON.stringify(report)}`)
  }
}

export const config = { name: "webhooks-enforce-retention", schedule: "17 * * * *" }
