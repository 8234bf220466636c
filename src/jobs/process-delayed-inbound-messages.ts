import type { MedusaContainer } from "@medusajs/framework/types"
import { processInboundMessageWorkflow } from "../workflows/inbound/workflows/process-inbound-message"
import { webhooksOf } from "../workflows/webhooks-of"

const BATCH = 50

/** Processes inbound messages again that a fault of ours, or a crash, left unprocessed. */
export default async function processDelayedInboundMessages(container: MedusaContainer): Promise<void> {
  for (const id of await webhooksOf(container).inbox.takeDue(BATCH)) {
    await processInboundMessageWorkflow(container).run({ input: { id } })
  }
}

export const config = { name: "webhooks-process-delayed-inbound-messages", schedule: "* * * * *" }
