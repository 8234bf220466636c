import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { MedusaContainer } from "@medusajs/framework/types"
import { isReservedSlug } from "../../modules/webhooks/core/reserved-slugs"
import type { Recorded } from "../../modules/webhooks/inbound/inbox"
import { inputIssuesOf } from "../../modules/webhooks/invalid-input"
import type { ProcessedInboundMessage } from "../../workflows/inbound/process-message"
import { processInboundMessageWorkflow } from "../../workflows/inbound/workflows/process-inbound-message"
import { webhooksOf } from "../../workflows/webhooks-of"
import { endUnfinished } from "../_http/read-body"
import { withIssues } from "../_http/issues"
import { processBehind } from "./behind"
import { UNAVAILABLE, send, verified, type Ended, type VerifiedCall } from "./door"
import { keptWith, parsedBody, recognise } from "./messages"

const NOT_FOUND: Ended = { status: 404, body: { type: "not_found", message: "The source has no such message." } }

/**
 * The one door for calls of partners: `POST /webhooks/:source` and `POST /webhooks/:source/:message`. The signature is the only
 * authentication, so nothing is read from a body before it was verified; the call is stored before anything is done about it.
 */
export const receiveMessage = withIssues(
  async (req: MedusaRequest, res: MedusaResponse<unknown>, next: MedusaNextFunction): Promise<void> => {
    const { source: slug = "", message } = req.params
    if (isReservedSlug(slug)) return next()
    const { inbox } = webhooksOf(req.scope)
    const ended = await orUnavailable(req.scope, () =>
      verified(inbox, slug, req, (call) => received(call, message, req.scope))
    )
    endUnfinished(req, res)
    if (ended.refusal) await inbox.refused(slug, ended.refusal.source_id, ended.refusal.reason)
    send(res, ended)
  }
)

/** What becomes of a verified call. @throws InvalidInput */
async function received(verifiedCall: VerifiedCall, name: string | undefined, scope: MedusaContainer): Promise<Ended> {
  const { source, call } = verifiedCall
  const webhooks = webhooksOf(scope)
  const body = parsedBody(call.body)
  const handshake = webhooks.inbox.handshake(source, call, body)
  if (handshake) return handshake
  const now = await webhooks.now()
  const recognised = recognise(verifiedCall, name, body, now)
  if (!recognised) return NOT_FOUND

  const id = webhooks.inbox.newMessageId()
  const recorded = await webhooks.inbox.record({
    ...{ id, source, kind: recognised.kind, sender_id: recognised.sender_id, body: call.body },
    equal_bodies_are_news: source.profileFound.equalBodiesAreNews === true,
    snapshots: await keptWith(recognised, source, body, id, now, scope),
  })
  const { alwaysAnswers } = source.profileFound
  if (alwaysAnswers !== undefined) {
    if (recorded.message.status === "received") processBehind(scope, recorded.message.id)
    return { status: alwaysAnswers, body: { id: recorded.message.id, status: "received" } }
  }
  return outcomeOf(recorded, scope)
}

async function outcomeOf({ message, duplicate, conflict }: Recorded, scope: MedusaContainer): Promise<Ended> {
  const { id, cause } = message
  if (conflict) {
    const text = "Another message came under this id before. This one was not processed."
    return { status: 409, body: { type: "conflict", message: text, id, status: "quarantined", cause, duplicate } }
  }
  if (duplicate && message.status === "processed")
    return {
      status: 200,
      body: { ...(JSON.parse(message.result ?? "{}") as object), id, status: "processed", duplicate },
    }
  // A repeat of a message that failed, or is being worked on, is another try at it.
  const run = await processInboundMessageWorkflow(scope)
    .run({ input: { id } })
    .catch(() => null)
  // It is stored: whatever went wrong, the background tries again, and the partner need not.
  return run ? answerOf(run.result, duplicate) : { status: 202, body: { id, status: "received", duplicate } }
}

function answerOf(
  { id, status, result, cause, answer, ...processed }: ProcessedInboundMessage,
  duplicate: boolean
): Ended {
  // Not who stored it: a repeat may have overtaken this call, and then that one did the work.
  if (status === "processed") return { status: 200, body: { ...result, id, status, duplicate: processed.duplicate } }
  if (answer === null) return { status: 202, body: { id, status, duplicate } }
  const conflict = status === "quarantined"
  const type = conflict ? "conflict" : "invalid_data"
  return { status: conflict ? 409 : 422, body: { type, message: answer, id, status, cause, duplicate } }
}

/** A fault of ours before the message is stored: the partner has to send it again. Refusals of the input pass through. */
async function orUnavailable<T>(scope: MedusaContainer, work: () => Promise<T>): Promise<T | Ended> {
  try {
    return await work()
  } catch (error) {
    if (inputIssuesOf(error)) throw error
    webhooksOf(scope).inbox.unavailable(error)
    return UNAVAILABLE
  }
}
