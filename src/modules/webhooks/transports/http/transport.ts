import { Agent, type Dispatcher } from "undici"
import { outcomeOfStatus, outcomeWithoutAnswer, type Outcome } from "../../core/outcome"
import { retryAfterMs } from "../../core/retry-after"
import type { OutgoingMessage, SendResult, Transport, TransportOptions } from "../../transport"
import { guardedConnect } from "../_guarded-connect"
import { outcomeOfError } from "../_network-outcome"

/** Bytes of an answer's headers; undici drops the connection beyond. */
const MAX_RESPONSE_HEADER_BYTES = 16_384
/** Milliseconds that an idle socket is kept for the next delivery to the same receiver. */
const KEEP_ALIVE_MS = 10_000

/** Opens the HTTP transport (undici): no redirects, bounded in time and bytes, and never to a private address. */
export function open(options: TransportOptions): Transport {
  const agent = new Agent({
    connect: guardedConnect(options.connectTimeoutMs, options.allowPrivateTargets),
    connections: options.maxConnections,
    keepAliveTimeout: KEEP_ALIVE_MS,
    maxHeaderSize: MAX_RESPONSE_HEADER_BYTES,
  })
  return {
    send: (message, { timeout_ms }) => exchange(agent, message, options, timeout_ms),
    close: () => agent.close(),
  }
}

/**
 * One request and its answer, by undici's lowest interface, `dispatch`: `request` costs twice as much CPU, for streams and
 * signals that are not needed here. Settled by the first of: the answer's end, `readResponseBytes`, an error, the timeout.
 */
function exchange(
  agent: Agent,
  message: OutgoingMessage,
  options: TransportOptions,
  timeoutMs: number
): Promise<SendResult> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let readBytes = 0
    let answer: { statusCode: number; retryAfterMs: number | null } | null = null
    let request: Dispatcher.DispatchController | null = null
    let settled = false

    const settle = (outcome: Outcome) => {
      if (settled) return
      settled = true
      clearTimeout(timer)
      resolve({ outcome, response_body: textOf(chunks, options.keptResponseBytes) })
    }
    const fail = (outcome: Outcome) => settle(answer ? { ...outcome, response_code: answer.statusCode } : outcome)
    const timer = setTimeout(() => {
      const missing = answer ? "the answer was not complete" : "no complete answer"
      fail(outcomeWithoutAnswer("timed_out", `${missing} within ${timeoutMs} ms`))
      request?.abort(new Error("timed out"))
    }, timeoutMs)
    const succeed = () => answer && settle(outcomeOfStatus(answer.statusCode, answer.retryAfterMs))

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(controller) {
        request = controller
        // Timed out while waiting for a connection: nothing was sent, and nothing may be sent now.
        if (settled) controller.abort(new Error("timed out"))
      },
      onResponseStart(_controller, statusCode, headers) {
        // An informational answer (103) precedes the real one.
        if (statusCode < 200) return
        const header = headers["retry-after"]
        answer = { statusCode, retryAfterMs: retryAfterMs(Array.isArray(header) ? header[0] : header, options.now()) }
      },
      onResponseData(controller, chunk) {
        chunks.push(chunk)
        readBytes += chunk.length
        if (readBytes < options.readResponseBytes) return
        succeed()
        // Closes the socket; the rest of the answer is not read.
        controller.abort(new Error("read enough"))
      },
      onResponseEnd: () => void succeed(),
      onResponseError: (_controller, error) => fail(outcomeOfError(error, timeoutMs)),
    }
    try {
      const { origin, pathname, search } = new URL(message.url)
      const { headers, body } = message
      agent.dispatch(
        { origin, path: pathname + search, method: message.method as Dispatcher.HttpMethod, headers, body },
        handler
      )
    } catch (error) {
      fail(outcomeOfError(error, timeoutMs))
    }
  })
}

/** The answer's body as a text that Postgres can store: NUL characters, and bytes that are not UTF-8, become U+FFFD. */
function textOf(chunks: readonly Buffer[], keptBytes: number): string | null {
  if (chunks.length === 0) return null
  return Buffer.concat(chunks).subarray(0, keptBytes).toString("utf8").replaceAll("\0", "\uFFFD")
}
