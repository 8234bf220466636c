import type { Outcome } from "./core/outcome"

/** One attempt's message, ready to be sent. */
export interface OutgoingMessage {
  /** The target; its password is masked. */
  url: string
  /** In clear text; `null` where the URL has none. */
  url_password: string | null
  method: string
  headers: Record<string, string>
  body: Buffer
}

/** Limits of one attempt. */
export interface SendLimits {
  /** Milliseconds of the whole attempt: connecting, sending and reading the answer. */
  timeout_ms: number
}

/** The result of one attempt. */
export interface SendResult {
  outcome: Outcome
  /** The answer's body as text, cut to `keptResponseBytes`; `null` where it was empty. */
  response_body: string | null
}

/** Options of a transport, the same for each. */
export interface TransportOptions {
  /** The process's clock: a `Retry-After` that is a date is compared with it. */
  now(): Date
  connectTimeoutMs: number
  keptResponseBytes: number
  readResponseBytes: number
  /** Connections to one origin. With too few, requests wait for a connection, and healthy receivers seem to time out. */
  maxConnections: number
  /** Loopback and private targets may be called: demo and tests only. */
  allowPrivateTargets: boolean
}

/** An opened transport: sends messages. */
export interface Transport {
  /** Sends the message once. Failures are results; the promise rejects only for a bug of ours. */
  send(message: OutgoingMessage, limits: SendLimits): Promise<SendResult>
  /** Closes pooled connections. Called once, after the last `send` has settled. */
  close(): Promise<void>
}

/**
 * A transport without the code that sends: the API, the dashboard and the docs read this, in processes that never send, so
 * it must not import the transport's libraries. One folder in `transports/` adds a transport: `metadata.ts`, and the module
 * that `load` loads.
 */
export interface TransportMetadata {
  /** Stored on the subscription; never renamed once a row uses it. */
  id: string
  /** A short name for lists and forms. */
  title: string
  description: string
  /** An example of a URL; shown in the form and in the docs. */
  urlExample: string
  /** Whether the transport uses a subscription's `method`. */
  hasMethods: boolean
  /** Outcomes that only this transport has, with their texts for people. Each of them is retried by the subscription's policy. */
  outcomes: Readonly<Record<string, string>>
  /** @returns why the URL can't be used, or `null` when it can. The address behind it is checked when connecting. */
  urlRefusal(url: string): string | null
  /** Loads the code and the libraries that send; called at the first message, in a process that sends. */
  load(): { open(options: TransportOptions): Transport }
}

/**
 * Defines a transport: the default export of `transports/<id>/metadata.ts`. Answers its argument; the compiler checks it.
 *
 * @example
 * import { defineTransport } from "../../transport"
 *
 * export default defineTransport({
 *   id: "log",
 *   title: "Log",
 *   description: "Writes each message to standard output.",
 *   urlExample: "log:orders",
 *   hasMethods: false,
 *   outcomes: {},
 *   urlRefusal: (url) => (url.startsWith("log:") ? null : "must begin with log:"),
 *   // In a real transport: load: () => require("./transport")
 *   load: () => ({
 *     open: () => ({
 *       async send({ url, body }) {
 *         console.log(url, body.toString())
 *         return {
 *           outcome: { kind: "accepted", response_code: null, reason: null, retryAfterMs: null },
 *           response_body: null,
 *         }
 *       },
 *       async close() {},
 *     }),
 *   }),
 * })
 */
export function defineTransport(metadata: TransportMetadata): TransportMetadata {
  return metadata
}
