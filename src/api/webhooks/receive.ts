import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import type { ReceivedHeaders } from "../../modules/webhooks/core/signature-scheme"
import { messageHandlers } from "../../workflows/inbound/handlers"
import { readMessage } from "../../workflows/inbound/message-handler"
import { processInboundMessageWorkflow } from "../../workflows/inbound/workflows/process-inbound-message"
import { webhooksOf } from "../../workflows/webhooks-of"
import { withIssues } from "../_http/issues"

/**
 * The handler of an incoming route. The signature is the only authentication, so it is checked over the raw bytes
 * before anything is read from them; the call is stored before anything is done about it.
 *
 * @param source slug of the source. @param name of the message.
 */
export function receiveMessage(source: string, name: string) {
  const handler = messageHandlers.get(name)
  if (!handler) throw new MedusaError(MedusaError.Types.INVALID_ARGUMENT, `there is no handler of a message "${name}"`)

  return withIssues(async (req: MedusaRequest, res: MedusaResponse<unknown>): Promise<void> => {
    const webhooks = webhooksOf(req.scope)
    const raw = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0)
    const stored = await orUnavailable(req.scope, async () => {
      const call = await webhooks.inbox.verify(source, firstValues(req.headers), raw)
      if ("refused" in call) throw unauthorized(req.scope, source, call.refused)
      readMessage(handler, raw.toString("utf8"), await webhooks.now())
      return webhooks.inbox.record(call, `${source}/${name}`, raw)
    })
    if (!stored) {
      res.status(503).json({ type: "unavailable", message: "The message could not be stored. Please send it again." })
      return
    }
    const { message, duplicate } = stored
    if (duplicate && message.status === "processed") {
      res.json({
        ...(JSON.parse(message.result ?? "{}") as object),
        id: message.id,
        status: "processed",
        duplicate: true,
      })
      return
    }
    // A repeat of a message that failed, or is being worked on, is another try at it.
    const { result } = await processInboundMessageWorkflow(req.scope).run({ input: { id: message.id } })
    if (result.status === "failed") {
      res.status(422).json({ type: "invalid_data", message: result.error, id: message.id, status: "failed", duplicate })
      return
    }
    const code = result.status === "processed" ? 200 : 202
    // Not who stored it: a repeat may have overtaken this call, and then that one did the work.
    res.status(code).json({ ...result.result, id: message.id, status: result.status, duplicate: result.duplicate })
  })
}

/** A fault of ours before the message is stored: the partner has to send it again. Refusals pass through. */
async function orUnavailable<T>(scope: MedusaContainer, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof MedusaError) throw error
    scope
      .resolve(ContainerRegistrationKeys.LOGGER)
      .error(`webhooks: an incoming message could not be stored: ${String(error)}`)
    return null
  }
}

/** One answer for every reason, so that a prober learns nothing. The log has the reason for the operator. */
function unauthorized(scope: MedusaContainer, slug: string, reason: string): MedusaError {
  scope.resolve(ContainerRegistrationKeys.LOGGER).warn(`webhooks: refused a call from "${slug}": ${reason}`)
  return new MedusaError(MedusaError.Types.UNAUTHORIZED, "The signature could not be verified.")
}

function firstValues(headers: Record<string, string | string[] | undefined>): ReceivedHeaders {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value])
  )
}
