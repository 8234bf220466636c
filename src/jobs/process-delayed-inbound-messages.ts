import type { MedusaContainer } from "@medusajs/framework/types"
import { processDueMessages } from "../workflows/inbound/process-due"

/** Processes inbound messages again that a fault of ours, or a crash, left unprocessed, and those that were made due. */
export default async function processDelayedInboundMessages(container: MedusaContainer): Promise<void> {
  await processDueMessages(container)
}

export const config = { name: "webhooks-process-delayed-inbound-messages", schedule: "* * * * *" }
