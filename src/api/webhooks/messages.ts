import type { MedusaContainer } from "@medusajs/framework/types"
import { isUtf8 } from "node:buffer"
import { MAX_SENDER_ID_LENGTH, kindOf } from "../../modules/webhooks/core/inbound-identity"
import { storingProblem } from "../../modules/webhooks/core/json-problem"
import { isRecord } from "../../modules/webhooks/core/problem"
import type { Kept } from "../../modules/webhooks/inbound/inbox"
import type { KnownSource } from "../../modules/webhooks/inbound/known-sources"
import { InvalidInput, checkedInput } from "../../modules/webhooks/invalid-input"
import type { MessageHandler } from "../../workflows/inbound/message-handler"
import { snapshotsFor } from "../../workflows/inbound/snapshots"
import { handlerFor, handlerOfEvent } from "../../workflows/inbound/source-messages"
import type { VerifiedCall } from "./door"

/** What a verified call is about, before anything is stored. */
export interface Recognised {
  kind: string
  sender_id: string | null
  /** Ours, with its checked body; empty for a vendor's, whose words are read when it is processed. */
  parts: { handler: MessageHandler; body: unknown }[]
}

/** The body as JSON that can be stored. @throws InvalidInput naming the place that can't. */
export function parsedBody(bytes: Buffer): unknown {
  const refuse = (message: string, code: string) => InvalidInput.ofField({ path: [], message, code })
  if (!isUtf8(bytes)) throw refuse("is not UTF-8", "not_utf8")
  const body = parsed(bytes.toString("utf8"))
  if (body === undefined) throw refuse("is not JSON", "not_json")
  const problem = storingProblem(body)
  if (problem)
    throw InvalidInput.ofField({ ...problem, path: problem.path.slice(0, 5), code: problem.code ?? "not_storable" })
  return body
}

/**
 * Finds what a call is about.
 * @param name of the message, where the path says it.
 * @returns `null` where the source has no such message: 404.
 * @throws InvalidInput naming the field that is wrong.
 */
export function recognise(
  { source, message_id }: VerifiedCall,
  name: string | undefined,
  body: unknown,
  now: Date
): Recognised | null {
  const { profileFound, slug } = source
  if (profileFound.read) {
    if (name !== undefined) return null
    const vendorsName = attempt(() => profileFound.kindOf?.(body)) ?? "unknown"
    const vendorsId = profileFound.idOf ? (attempt(() => profileFound.idOf?.(body)) ?? null) : message_id
    return { kind: kindOf(slug, vendorsName), sender_id: boundedId(vendorsId), parts: [] }
  }
  const handler = name === undefined ? handlerOfBody(source, body) : handlerFor(source, name)
  if (!handler) return null
  const parts = [{ handler, body: checkedInput(handler.body(now), body) }]
  return { kind: kindOf(slug, handler.message), sender_id: boundedId(message_id), parts }
}

/**
 * What the handlers want kept with the message, as things are now. Of a vendor's message it is known when nothing has to be
 * fetched; the rest is kept at the first try.
 */
export async function keptWith(
  { kind: _kind, parts }: Recognised,
  source: KnownSource,
  body: unknown,
  messageId: string,
  now: Date,
  container: MedusaContainer
): Promise<Kept[]> {
  const known = source.profileFound.read ? vendorParts(source, body, now) : parts
  return snapshotsFor(known, source, messageId, container)
}

function vendorParts(source: KnownSource, body: unknown, now: Date): Recognised["parts"] {
  const reading = attempt(() => source.profileFound.read?.(body, source.parsedSettings))
  if (reading?.kind !== "messages") return []
  return reading.messages.flatMap(({ message, body: given }) => {
    const handler = handlerFor(source, message)
    const checked = handler?.body(now).safeParse(given)
    return handler && checked?.success ? [{ handler, body: checked.data }] : []
  })
}

function handlerOfBody(source: KnownSource, body: unknown): MessageHandler | null {
  const event = isRecord(body) ? body.event : undefined
  const handler = typeof event === "string" ? handlerOfEvent(event) : null
  if (!handler) throw InvalidInput.ofField({ path: ["event"], message: "names no message that is known here" }, event)
  return handlerFor(source, handler.message)
}

/** @throws InvalidInput: what is longer is no id, and would not fit into an index. */
function boundedId(id: string | null): string | null {
  if (id === null || id === "") return null
  if (id.length <= MAX_SENDER_ID_LENGTH) return id
  const message = `of the message is longer than ${MAX_SENDER_ID_LENGTH} characters`
  throw InvalidInput.ofField({ path: ["id"], message, code: "too_big" })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** What a profile can't say of an odd body, it does not say. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
