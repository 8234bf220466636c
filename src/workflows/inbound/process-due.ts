import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { webhooksOf } from "../webhooks-of"
import { processInboundMessageWorkflow } from "./workflows/process-inbound-message"

const BATCH = 20
/** Messages that whoever made them due tries at once: a request, or a subscriber, waits for it. */
const MAX_AT_ONCE = 50
/** Milliseconds; the job begins anew every minute. */
const AT_MOST_MS = 50_000

/** Processes inbound messages that are due, oldest first, until there are none, or time is up. Safe in several processes at once. */
export async function processDueMessages(container: MedusaContainer, atMostMs = AT_MOST_MS): Promise<void> {
  const untilMs = performance.now() + atMostMs
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  try {
    for (;;) {
      const ids = await webhooksOf(container).inbox.takeDue(BATCH)
      // One that can't even be marked must not keep those behind it from their turn: it comes first again in a minute.
      for (const id of ids) await processOne(id)
      if (ids.length === 0 || performance.now() > untilMs) return
    }
  } catch (error) {
    logger.error(
      `webhooks: inbound messages that are due could not be processed, they will be tried again: ${String(error)}`
    )
  }

  async function processOne(id: string): Promise<void> {
    try {
      await processInboundMessageWorkflow(container).run({ input: { id } })
    } catch (error) {
      logger.error(`webhooks: inbound message ${id} could not be processed, it will be tried again: ${String(error)}`)
    }
  }
}

/**
 * Processes the failed messages again that wait for one of these keys (`customer:cus_1`): call it when what they wait for has
 * changed. What fails again waits again.
 * @returns the ids of the messages that were tried, or are due.
 */
export async function retryWaitingMessages(container: MedusaContainer, keys: string[]): Promise<string[]> {
  const ids = await webhooksOf(container).inbox.retryWaiting(keys)
  // They are due: what this process does not get to, the background job does.
  for (const id of ids.slice(0, MAX_AT_ONCE)) await processInboundMessageWorkflow(container).run({ input: { id } })
  return ids
}
