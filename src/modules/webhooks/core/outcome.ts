/** The possible outcomes of an attempt, in the words that are stored and shown. */
export const OUTCOME_KINDS = [
  "accepted",
  "gone",
  "throttled",
  "redirected",
  "client_error",
  "server_error",
  "timed_out",
  "dns_failed",
  "connect_failed",
  "tls_failed",
  "connection_lost",
  "blocked_target",
  "invalid_request",
  "unreadable",
] as const
export type OutcomeKind = (typeof OUTCOME_KINDS)[number]

/** The outcome of one attempt. */
export interface Outcome {
  /** One of `OUTCOME_KINDS`, or a word of the transport's own. */
  kind: string
  /** HTTP status; `null` where no answer came. */
  response_code: number | null
  /** A sentence for people; never holds a secret, a payload, or the words of a library's error. */
  reason: string | null
  /** Milliseconds that the receiver asked us to wait; `null` where it asked for nothing. */
  retryAfterMs: number | null
}

/**
 * The outcome of an HTTP answer (design §4).
 * @param retryAfterMs parsed `Retry-After`; only 429 and 503 may set a date.
 */
export function outcomeOfStatus(responseCode: number, retryAfterMs: number | null): Outcome {
  const answer = (kind: OutcomeKind, reason: string | null, wait: number | null = null): Outcome => ({
    kind,
    response_code: responseCode,
    reason,
    retryAfterMs: wait,
  })
  if (responseCode >= 200 && responseCode < 300) return answer("accepted", null)
  if (responseCode === 410) return answer("gone", "the receiver answered 410 Gone")
  if (responseCode === 429 || responseCode === 503) {
    return answer("throttled", `the receiver answered ${responseCode}`, retryAfterMs)
  }
  if (responseCode >= 300 && responseCode < 400) {
    return answer("redirected", `the receiver answered ${responseCode}; redirects are not followed`)
  }
  if (responseCode >= 400 && responseCode < 500) return answer("client_error", `the receiver answered ${responseCode}`)
  return answer("server_error", `the receiver answered ${responseCode}`)
}

/** The outcome of a confirmed AMQP message: the broker has put it into every queue that is bound for it. */
export const CONFIRMED: Outcome = { kind: "accepted", response_code: null, reason: null, retryAfterMs: null }

/** An outcome without an HTTP answer. */
export function outcomeWithoutAnswer(kind: string, reason: string): Outcome {
  return { kind, response_code: null, reason, retryAfterMs: null }
}

/** The outcome of an attempt that this version can't make of what is stored: nothing was sent, and the receiver is not to blame. */
export function unreadable(reason: string): Outcome {
  return outcomeWithoutAnswer("unreadable", reason)
}
