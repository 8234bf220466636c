import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import type { InboundStatus } from "../../../modules/webhooks/models/webhook-inbound-message"
import { webhooksOf } from "../../webhooks-of"
import { messageHandlers } from "../handlers"
import { RefusedMessage, readMessage } from "../message-handler"

/** The result of processing an inbound message. */
export interface ProcessedInboundMessage {
  id: string
  status: InboundStatus
  /** True when an earlier call had processed the message: its effects were not repeated. */
  duplicate: boolean
  result: Record<string, unknown> | null
  error: string | null
}

/**
 * Processes a stored message. Its effects are one transaction, so there is no compensation; an error is written to the
 * message and returned.
 * @throws MedusaError NOT_FOUND when there is no such message.
 */
export const processInboundMessageStep = createStep(
  "webhooks-process-inbound-message",
  async ({ id }: { id: string }, { container }) => new StepResponse(await processMessage(id, container))
)

async function processMessage(id: string, container: MedusaContainer): Promise<ProcessedInboundMessage> {
  const webhooks = webhooksOf(container)
  const { kind, body, tries, source_id, created_at } = await webhooks.retrieveWebhookInboundMessage(id)
  try {
    const [slug = "", name = ""] = kind.split("/")
    const handler = messageHandlers.get(name)
    if (!handler) {
      const reason = `this version knows no message "${name}"`
      throw new RefusedMessage({ cause: "unknown_message", reason, answer: reason })
    }
    const context = { source: { id: source_id, slug }, message_id: id, received_at: created_at, snapshots: [] }
    const facts = await handler.resolve(readMessage(handler, body, await webhooks.now()), context, container)
    const processed = await webhooks.inbox.process(id, (transaction, now) =>
      handler.apply(facts, context, container, transaction, now)
    )
    await webhooks.wake()
    const result = JSON.parse(processed.result) as Record<string, unknown>
    return { id, status: "processed", duplicate: processed.before, result, error: null }
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error)
    // INVALID_DATA: an older version accepted and stored a message that this version can't read.
    if (
      error instanceof RefusedMessage ||
      (error instanceof MedusaError && error.type === MedusaError.Types.INVALID_DATA)
    ) {
      await webhooks.inbox.fail(id, text)
      return { id, status: "failed", duplicate: false, result: null, error: text }
    }
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .error(`webhooks: inbound message ${id} could not be processed, it will be tried again: ${text}`)
    // Fails when the database is away: then the background job takes over at the time that was stored with the message.
    await webhooks.inbox.delay(id, text, tries).catch(() => undefined)
    return { id, status: "received", duplicate: false, result: null, error: text }
  }
}
