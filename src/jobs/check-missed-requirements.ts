import type { MedusaContainer } from "@medusajs/framework/types"
import { checkMissed } from "../workflows/compliance/check-missed"

/** The region check of orders and addresses that Medusa's bus did not announce. */
export default async function checkMissedRequirements(container: MedusaContainer): Promise<void> {
  await checkMissed(container)
}

export const config = { name: "compliance-check-missed-requirements", schedule: "* * * * *" }
