import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { processInboundMessageWorkflow } from "../../workflows/inbound/workflows/process-inbound-message"

/** Messages that are processed after their answer, at once; more wait, and still more are left to the job. */
const AT_ONCE = 4
const MAX_WAITING = 500

const waiting: string[] = []
let runningCount = 0

/** Processes a stored message after its call was answered. Should this process die, the job does it. */
export function processBehind(container: MedusaContainer, id: string): void {
  if (waiting.length >= MAX_WAITING) return
  waiting.push(id)
  if (runningCount < AT_ONCE) void work(container)
}

async function work(container: MedusaContainer): Promise<void> {
  runningCount++
  try {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      await processInboundMessageWorkflow(container)
        .run({ input: { id } })
        .catch((error: unknown) => {
          const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
          logger.error(`webhooks: inbound message ${id} could not be processed: ${String(error)}`)
        })
    }
  } finally {
    runningCount--
  }
}
