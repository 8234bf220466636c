import { Agent, request, type Dispatcher } from "undici"
import { outcomeOfStatus, outcomeWithoutAnswer } from "../core/outcome"
import { retryAfterMs } from "../core/retry-after"
import type { SendResult, TransportDefinition, TransportOptions } from "../transport"
import { guardedConnect } from "./_guarded-connect"
import { outcomeOfError } from "./_network-outcome"

/** A receiver has this much to say about itself; undici drops the connection beyond. */
const MAX_RESPONSE_HEADER_BYTES = 16_384
/** Sockets kept for the next delivery to the same receiver. */
const KEEP_ALIVE_MS = 10_000
/** More would only be opened by many subscriptions on one host; each has its own limit already. */
const CONNECTIONS_PER_ORIGIN = 64

/** HTTP by undici: no redirects, bounded in time and bytes, and never to an address inside our network. */
export default {
  id: "http",

  urlRefusal(url) {
    if (!URL.canParse(url)) return "is not a URL"
    const { protocol, username, password } = new URL(url)
    if (protocol !== "http:" && protocol !== "https:") return `must begin with http:// or https://, not ${protocol}//`
    // undici would drop them silently, and a list of subscriptions would show them.
    if (username !== "" || password !== "") return "must not hold a user name or password; use a header"
    return null
  },

  open(options) {
    const agent = new Agent({
      connect: guardedConnect(options.connect_timeout_ms, options.allow_private_targets),
      connections: CONNECTIONS_PER_ORIGIN,
      keepAliveTimeout: KEEP_ALIVE_MS,
      maxHeaderSize: MAX_RESPONSE_HEADER_BYTES,
    })
    return {
      async send(message, { timeout_ms }) {
        const signal = AbortSignal.timeout(timeout_ms)
        try {
          const response = await request(message.url, {
            dispatcher: agent,
            method: message.method as Dispatcher.HttpMethod,
            headers: message.headers,
            body: message.body,
            signal,
          })
          return await readAnswer(response, options, signal, timeout_ms)
        } catch (error) {
          return { outcome: outcomeOfError(error, timeout_ms), response_body: null }
        }
      },
      close: () => agent.close(),
    }
  },
} satisfies TransportDefinition

async function readAnswer(
  { statusCode, headers, body }: Dispatcher.ResponseData,
  options: TransportOptions,
  signal: AbortSignal,
  timeout_ms: number
): Promise<SendResult> {
  const header = headers["retry-after"]
  const retry_after_ms = retryAfterMs(Array.isArray(header) ? header[0] : header, new Date())
  const chunks: Buffer[] = []
  let read_bytes = 0
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      read_bytes += chunk.length
      // Leaving the loop destroys the body and with it the socket: the rest is never read.
      if (read_bytes >= options.read_response_bytes) break
    }
  } catch (error) {
    const response_body = textOf(chunks, options.kept_response_bytes)
    if (!signal.aborted) return { outcome: { ...outcomeOfError(error, timeout_ms), response_code: statusCode }, response_body }
    const outcome = outcomeWithoutAnswer("timed_out", `the answer was not complete within ${timeout_ms} ms`)
    return { outcome: { ...outcome, response_code: statusCode }, response_body }
  }
  return { outcome: outcomeOfStatus(statusCode, retry_after_ms), response_body: textOf(chunks, options.kept_response_bytes) }
}

/** Postgres takes no NUL in a text; whatever is not UTF-8 becomes U+FFFD. */
function textOf(chunks: readonly Buffer[], kept_bytes: number): string | null {
  if (chunks.length === 0) return null
  return Buffer.concat(chunks).subarray(0, kept_bytes).toString("utf8").replaceAll("\0", "\uFFFD")
}
