import type { Outcome } from "./core/outcome"

/** One attempt, ready to leave. */
export interface OutgoingMessage {
  /** Its password masked. */
  url: string
  /** In clear; `null` where the URL has none. */
  url_password: string | null
  method: string
  headers: Record<string, string>
  body: Buffer
}

export interface SendLimits {
  /** The whole attempt: connecting, sending and reading the answer. */
  timeout_ms: number
}

export interface SendResult {
  outcome: Outcome
  /** What the receiver said, as text, cut to the configured length; `null` where nothing was said. */
  response_body: string | null
}

export interface TransportOptions {
  /** The process's clock: a `Retry-After` that is a date is counted from it. */
  now(): Date
  connectTimeoutMs: number
  keptResponseBytes: number
  readResponseBytes: number
  /** To one origin. A request that has to wait for one would be taken for a receiver that is slow. */
  maxConnections: number
  /** Loopback and private targets may be called: demo and tests only. */
  allowPrivateTargets: boolean
}

export interface Transport {
  /** Hands the message over once. Failures are results; it rejects only for a bug of ours. */
  send(message: OutgoingMessage, limits: SendLimits): Promise<SendResult>
  /** Gives back pooled connections. Called once, after the last `send` settled. */
  close(): Promise<void>
}

/**
 * What a transport is, without the code that sends: the API's checks, the masks, the form and the docs read this, in
 * processes that never send. One folder in `transports/` adds a transport: `metadata.ts`, and what `load` loads.
 */
export interface TransportMetadata {
  /** Stored on the subscription; never renamed once a row uses it. */
  id: string
  /** For lists and forms. */
  title: string
  description: string
  /** What a URL of this transport looks like; shown in the form and in the docs. */
  urlExample: string
  /** Whether a subscription's `method` means anything. */
  hasMethods: boolean
  /** Outcomes that only this transport has, none of `OUTCOME_KINDS`, and what a person reads. Each is retried by the subscription's policy. */
  outcomes: Readonly<Record<string, string>>
  /** @returns why the URL can't be used, or `null` when it can. The address behind it is checked when connecting. */
  urlRefusal(url: string): string | null
  /** Loads the libraries that send; called in a process that sends, at its first message. */
  load(): { open(options: TransportOptions): Transport }
}

/** Names the shape of a transport's `metadata.ts`. */
export function defineTransport(metadata: TransportMetadata): TransportMetadata {
  return metadata
}
