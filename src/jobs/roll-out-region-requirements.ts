import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { rollOutRules } from "../workflows/compliance/roll-out-rules"

/** Goes through the customers whom a changed rule concerns. The rule's row says how far it is. */
export default async function rollOutRegionRequirements(container: MedusaContainer): Promise<void> {
  const count = await rollOutRules(container)
  if (count > 0) container.resolve(ContainerRegistrationKeys.LOGGER).info(`compliance: rolled ${count} rule(s) out`)
}

export const config = { name: "compliance-roll-out-region-requirements", schedule: "* * * * *" }
