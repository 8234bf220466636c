import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { processMessage } from "../process-message"

export type { ProcessedInboundMessage } from "../process-message"

/**
 * Processes a stored message. Its effects are one transaction, so there is no compensation; an error is written to the
 * message and returned.
 * @throws MedusaError NOT_FOUND when there is no such message.
 */
export const processInboundMessageStep = createStep(
  "webhooks-process-inbound-message",
  async ({ id }: { id: string }, { container }) => new StepResponse(await processMessage(id, container))
)
