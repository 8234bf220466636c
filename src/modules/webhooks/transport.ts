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
  connectTimeoutMs: number
  keptResponseBytes: number
  readResponseBytes: number
  /** To one origin. A request that has to wait for one would be taken for a receiver that is slow. */
  max_connections: number
  /** Loopback and private targets may be called: demo and tests only. */
  allowPrivateTargets: boolean
}

export interface Transport {
  /** Hands the message over once. Failures are results; it rejects only for a bug of ours. */
  send(message: OutgoingMessage, limits: SendLimits): Promise<SendResult>
  /** Gives back pooled connections. Called once, after the last `send` settled. */
  close(): Promise<void>
}

export interface TransportDefinition {
  /** Stored on the subscription; never renamed once a row uses it. */
  id: string
  /** Whether a subscription's `method` means anything. */
  hasMethods: boolean
  /** @returns why the URL can't be used, or `null` when it can. The address behind it is checked when connecting. */
  urlRefusal(url: string): string | null
  open(options: TransportOptions): Transport
}
