import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { issueText, issuesOf } from "../../modules/webhooks/core/issue"
import { profileOf } from "../../modules/webhooks/inbound/profile-of"
import { checkedInput } from "../../modules/webhooks/invalid-input"
import type { InboundStatus } from "../../modules/webhooks/models/webhook-inbound-message"
import type WebhooksModuleService from "../../modules/webhooks/service"
import type { InboundMessage } from "../../modules/webhooks/store/inbound-messages"
import type { SourceRecord } from "../../modules/webhooks/store/sources"
import { webhooksOf } from "../webhooks-of"
import { applyParts, type Part, type ReadCall } from "./apply-parts"
import { DelayedMessage } from "./delayed-message"
import { sourceKey } from "./find-patient"
import { messageHandlers } from "./handlers"
import { RefusedMessage, readMessage, type Refusal } from "./message-handler"
import { readVendorBody } from "./read-body"
import { snapshotsFor, topicOf } from "./snapshots"
import { handlerFor } from "./source-messages"

/** The result of processing an inbound message. */
export interface ProcessedInboundMessage {
  id: string
  status: InboundStatus
  /** True when an earlier call had processed the message: its effects were not repeated. */
  duplicate: boolean
  result: Record<string, unknown> | null
  /** A word; `null` for a message that was processed. */
  cause: string | null
  /** The sentence for staff. */
  error: string | null
  /** The sentence for the partner; `null` where it needs none. */
  answer: string | null
}

/**
 * Processes a stored message. Its effects are one transaction; an error is written to the message and returned.
 * @throws MedusaError NOT_FOUND when there is no such message.
 */
export async function processMessage(id: string, container: MedusaContainer): Promise<ProcessedInboundMessage> {
  const webhooks = webhooksOf(container)
  let message: Pick<InboundMessage, "id" | "faults"> | null = null
  try {
    const stored = await webhooks.inbox.read(id)
    message = stored.message
    if (stored.message.status === "processed") return processed(id, stored.message.result ?? "{}", true)
    const source = await webhooks.inbox.sourceById(stored.message.source_id)
    if (!source) throw refusal("unknown_source", "the message's source is gone")
    const read = await partsOf(webhooks, source, stored, container)
    const outcome = await applyParts({ source, message: stored.message, ...read }, container)
    return processed(id, outcome.result, outcome.before)
  } catch (error) {
    if (!message && isOfType(error, MedusaError.Types.NOT_FOUND)) throw error
    return notProcessed(webhooks, message ?? { id, faults: 1 }, error, container)
  }
}

function processed(id: string, result: string, before: boolean): ProcessedInboundMessage {
  const parsed = JSON.parse(result) as Record<string, unknown>
  return { id, status: "processed", duplicate: before, result: parsed, cause: null, error: null, answer: null }
}

async function notProcessed(
  webhooks: WebhooksModuleService,
  message: Pick<InboundMessage, "id" | "faults">,
  error: unknown,
  container: MedusaContainer
): Promise<ProcessedInboundMessage> {
  const { id } = message
  const base = { id, duplicate: false, result: null }
  const refused = refusalOf(error)
  if (refused) {
    const { cause, reason, answer, conflict, waits_for } = refused
    const status = conflict ? ("quarantined" as const) : ("failed" as const)
    await webhooks.inbox.refuse(id, { status, cause, error: reason, waits_for: waits_for ?? null })
    return { ...base, status, cause, error: reason, answer }
  }
  const text = reasonOf(error)
  const cause = error instanceof DelayedMessage ? error.word : "fault"
  container
    .resolve(ContainerRegistrationKeys.LOGGER)
    .error(`webhooks: inbound message ${id} could not be processed, it will be tried again: ${text}`)
  // Fails when the database is away: then the background job takes over at the time that was stored with the message.
  const status = await webhooks.inbox.delay(message, cause, text).catch(() => "received" as const)
  return { ...base, status, cause, error: text, answer: null }
}

/** What the message's call says in messages of ours. */
async function partsOf(
  webhooks: WebhooksModuleService,
  source: SourceRecord,
  { message, body }: { message: InboundMessage; body: string },
  container: MedusaContainer
): Promise<Pick<ReadCall, "parts" | "ignored" | "stopped">> {
  const profile = profileOf(source)
  if (!profile) throw new DelayedMessage("fault", `this version knows no profile "${source.profile ?? source.scheme}"`)
  const now = await webhooks.now()
  const name = message.kind.slice(message.kind.indexOf("/") + 1)
  if (!profile.read) {
    if (!messageHandlers.has(name)) throw refusal("unknown_message", `this version knows no message "${name}"`)
    const handler = handlerFor(source, name)
    if (!handler) throw changedSource(source, "not_allowed", `this source may not send "${name}" any more`)
    const parts = [{ handler, body: readMessage(handler, body, now) }]
    await keepSnapshots(webhooks, source, message, parts, container)
    return { parts, ignored: [], stopped: [] }
  }
  const target = { fetch_url: source.fetch_url, credential: await openedCredential(webhooks, source) }
  const settings = checkedInput(profile.settings, source.settings ?? {})
  const read = await readVendorBody(profile, JSON.parse(body) as unknown, settings, async (request) => {
    const fetched = await webhooks.thinFetch.send(target, request)
    if ("delayed" in fetched) throw new DelayedMessage("fetch_failed", fetched.delayed)
    if ("refused" in fetched) throw fetchRefused(source, fetched.refused)
    return fetched.json
  })
  // Stored as one of our own, before the source had this profile: what the profile finds nothing in is not nothing.
  if (read.messages.length === 0 && !read.fetched && messageHandlers.has(name))
    throw changedSource(source, "other_profile", `the source's profile "${profile.id}" can't read this "${name}"`)
  const { ignored, stopped } = read
  const parts: Part[] = []
  for (const { message: ours, body: given } of read.messages) {
    if (!messageHandlers.has(ours)) throw refusal("unknown_message", `this version knows no message "${ours}"`)
    const handler = handlerFor(source, ours)
    const checked = handler?.body(now).safeParse(given)
    if (!handler || !checked) ignored.push(`this source may not send "${ours}"`)
    else if (checked.success) parts.push({ handler, body: checked.data })
    else stopped.push(refusal("invalid", issuesOf(checked.error).map(issueText).join("; ")))
  }
  await keepSnapshots(webhooks, source, message, parts, container)
  return { parts, ignored, stopped }
}

async function openedCredential(webhooks: WebhooksModuleService, source: SourceRecord): Promise<string | null> {
  return source.fetch_credential === null ? null : webhooks.openText(source.fetch_credential)
}

/** Of what was fetched, or stored by an older version: what the handlers want kept is kept at the first try. */
async function keepSnapshots(
  webhooks: WebhooksModuleService,
  source: SourceRecord,
  message: InboundMessage,
  parts: readonly Part[],
  container: MedusaContainer
): Promise<void> {
  const wanting = parts.filter(({ handler }) => handler.snapshot)
  if (wanting.length === 0) return
  const topics = wanting.map(({ handler, body }) => topicOf(handler, body, message.id))
  const missing = new Set(await webhooks.inbox.topicsNotKept(message.id, topics))
  const unkept = wanting.filter((_, index) => missing.has(topics[index] ?? ""))
  if (unkept.length > 0) await webhooks.inbox.keep(message, await snapshotsFor(unkept, source, message.id, container))
}

function refusal(cause: string, reason: string, answer = reason): RefusedMessage {
  return new RefusedMessage({ cause, reason, answer })
}

/** The source was changed after the message had come. It is tried again when the source is changed once more. */
function changedSource({ id }: SourceRecord, cause: string, reason: string): RefusedMessage {
  return new RefusedMessage({ cause, reason, answer: "the source may not send this message", waits_for: sourceKey(id) })
}

/** What is wrong may be the credential, which vendors let expire: the message is tried again when staff has changed the source. */
function fetchRefused(source: SourceRecord, reason: string): RefusedMessage {
  const answer = "the message's content could not be fetched"
  return new RefusedMessage({ cause: "fetch_refused", reason, answer, waits_for: sourceKey(source.id) })
}

/** An error's text; of a statement's error Postgres's own, without the statement that knex puts in front of it. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const said = error.message.lastIndexOf(" - ")
  return "code" in error && said >= 0 ? error.message.slice(said + " - ".length) : error.message
}

/** A refusal, also by a schema: an older version accepted and stored a message that this version can't read. */
function refusalOf(error: unknown): Refusal | null {
  if (error instanceof RefusedMessage) return error.refusal
  if (!isOfType(error, MedusaError.Types.INVALID_DATA)) return null
  return { cause: "invalid", reason: error.message, answer: error.message }
}

/** Not by class: a workflow hands an error on as a plain object. */
function isOfType(error: unknown, type: string): error is MedusaError {
  return MedusaError.isMedusaError(error) && (error as MedusaError).type === type
}
