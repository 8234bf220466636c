import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import type { InboundStatus } from "../../../modules/webhooks/models/webhook-inbound-message"
import { webhooksOf } from "../../webhooks-of"
import { messageHandlers } from "../handlers"
import { UnprocessableMessage, readMessage } from "../message-handler"

export interface ProcessedInboundMessage {
  id: string
  status: InboundStatus
  /** Processed by an earlier call: nothing was done again. */
  duplicate: boolean
  result: Record<string, unknown> | null
  error: string | null
}

/**
 * Does what a stored message asks for. Its effects are one transaction, so there is nothing to undo; what goes wrong
 * is written to the message and stands in the answer.
 * @throws MedusaError NOT_FOUND when there is no such message.
 */
export const processInboundMessageStep = createStep(
  "webhooks-process-inbound-message",
  async ({ id }: { id: string }, { container }) => new StepResponse(await processMessage(id, container))
)

async function processMessage(id: string, container: MedusaContainer): Promise<ProcessedInboundMessage> {
  const webhooks = webhooksOf(container)
  const { kind: name, body, tries } = await webhooks.retrieveWebhookInboundMessage(id)
  try {
    const handler = messageHandlers.get(name)
    if (!handler) throw new UnprocessableMessage(`this version knows no message "${name}"`)
    const facts = await handler.resolve(readMessage(handler, body, await webhooks.now()), container)
    const processed = await webhooks.inbox.process(id, (transaction, now) =>
      handler.apply(facts, container, transaction, now)
    )
    await webhooks.wake()
    const result = JSON.parse(processed.result) as Record<string, unknown>
    return { id, status: "processed", duplicate: processed.before, result, error: null }
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error)
    // A message that was accepted once and is refused now: an older version stored what this one can't read.
    if (
      error instanceof UnprocessableMessage ||
      (error instanceof MedusaError && error.type === MedusaError.Types.INVALID_DATA)
    ) {
      await webhooks.inbox.fail(id, text)
      return { id, status: "failed", duplicate: false, result: null, error: text }
    }
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .error(`webhooks: inbound message ${id} could not be processed, it will be tried again: ${text}`)
    // The database itself may be away: the message was stored with a time at which the background takes over.
    await webhooks.inbox.delay(id, text, tries).catch(() => undefined)
    return { id, status: "received", duplicate: false, result: null, error: text }
  }
}
