import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MAX_MESSAGE_BYTES } from "../../modules/webhooks/core/limits"
import type { ReceivedCall } from "../../modules/webhooks/core/profile"
import type { ReceivedHeaders } from "../../modules/webhooks/core/signature-scheme"
import type { Inbox } from "../../modules/webhooks/inbound/inbox"
import type { KnownSource } from "../../modules/webhooks/inbound/known-sources"
import { readBody, type UnreadBody } from "../_http/read-body"

/** Milliseconds for a body to be complete. */
const BODY_DEADLINE_MS = 10_000
const RETRY_AFTER_SECONDS = 5

/** An answer that ends a call. `refusal` is for the log and for staff; the caller never reads it. */
export interface Ended {
  status: number
  /** A text is sent as text, anything else as JSON. */
  body: unknown
  headers?: Record<string, string>
  refusal?: { source_id: string | null; reason: string }
}

/** A call whose signature was verified, and its bytes. */
export interface VerifiedCall {
  source: KnownSource
  call: ReceivedCall
  /** The sender's id of the message, where its scheme has one. */
  message_id: string | null
}

export const UNAVAILABLE: Ended = {
  status: 503,
  body: { type: "unavailable", message: "The message could not be stored. Please send it again." },
  headers: { "retry-after": String(RETRY_AFTER_SECONDS) },
}

/** Nobody is left to read an answer. */
const GONE: Ended = { status: 0, body: null }

/** What a slug can be; anything else is asked for nowhere, and remembered nowhere. */
const SLUG = /^[a-z0-9-]{1,60}$/

/** One answer for every reason, so that a prober learns nothing. */
function unauthorized(reason: string, source: KnownSource | null): Ended {
  const body = { type: "unauthorized", message: "The signature could not be verified." }
  return { status: 401, body, refusal: { source_id: source?.id ?? null, reason } }
}

function tooMany(seconds: number): Ended {
  const body = { type: "too_many_requests", message: "The source sends more messages than it may." }
  return { status: 429, body, headers: { "retry-after": String(seconds) } }
}

const UNREAD: Readonly<Record<UnreadBody, Ended>> = {
  too_large: refusedInput(413, "too_large", `The body is larger than ${MAX_MESSAGE_BYTES} bytes.`),
  too_slow: {
    ...refusedInput(408, "too_slow", `The body was not complete within ${BODY_DEADLINE_MS} ms.`),
    headers: { connection: "close" },
  },
  no_room: UNAVAILABLE,
  gone: GONE,
}

/** In the API's form: a type, a text, and what is wrong for a program. */
export function refusedInput(status: number, code: string, message: string, path: (string | number)[] = []): Ended {
  return { status, body: { type: "invalid_data", message, issues: [{ path, code, message }] } }
}

/**
 * Everything that comes before a call may be believed, cheapest first: the source, its rate, the headers, the body's size, the
 * body, the signature. Nothing is read from the body before.
 * @param use gets the verified call; the body's bytes are given back when it is done.
 * @throws what the database throws: the caller answers 503.
 */
export async function verified(
  inbox: Inbox,
  slug: string,
  req: MedusaRequest,
  use: (call: VerifiedCall) => Promise<Ended>
): Promise<Ended> {
  const source = SLUG.test(slug) ? await inbox.sourceOf(slug) : null
  if (!source) return unauthorized("there is no active source of this name", null)
  const waitSeconds = inbox.rates.waitSeconds(source, performance.now())
  if (waitSeconds > 0) return tooMany(waitSeconds)
  const headers = firstValues(req.headers)
  const early = inbox.refusedBeforeBody(source, headers)
  if (early !== null) return unauthorized(early, source)
  if ((headers["content-encoding"] ?? "identity") !== "identity")
    return refusedInput(415, "encoded", "The body must not be compressed.")

  const { budget } = inbox
  const limits = { take: budget.take.bind(budget), give: budget.give.bind(budget) }
  const read = await readBody(req, { maxBytes: MAX_MESSAGE_BYTES, deadlineMs: BODY_DEADLINE_MS, ...limits })
  if ("refused" in read) return UNREAD[read.refused]
  try {
    const call = { method: req.method, url: urlOf(req), headers, body: read.body }
    const verification = await inbox.verify(source, call)
    if ("refused" in verification) return unauthorized(verification.refused, source)
    // Only verified calls count, so that nobody else can use up what the source may send.
    const excessSeconds = inbox.rates.count(source, performance.now())
    if (excessSeconds > 0) return tooMany(excessSeconds)
    return await use({ source, call, message_id: verification.message_id })
  } finally {
    budget.give(read.heldBytes)
  }
}

/** Sends an answer. */
export function send(res: MedusaResponse<unknown>, { status, body, headers }: Ended): void {
  if (status === GONE.status) return void res.socket?.destroy()
  res.status(status)
  for (const [name, value] of Object.entries(headers ?? {})) res.setHeader(name, value)
  if (typeof body === "string") res.type("text/plain").send(body)
  else res.json(body)
}

function urlOf(req: MedusaRequest): string {
  return `${req.protocol}://${req.headers.host ?? ""}${req.originalUrl}`
}

function firstValues(headers: Record<string, string | string[] | undefined>): ReceivedHeaders {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value])
  )
}
