import { outcomeWithoutAnswer, type Outcome, type OutcomeKind } from "../core/outcome"
import { BlockedTargetError } from "./_guarded-connect"

/** The outcome for each error code of Node, OpenSSL and undici. */
const KIND_BY_CODE: Record<string, OutcomeKind> = {
  ENOTFOUND: "dns_failed",
  EAI_AGAIN: "dns_failed",
  EAI_FAIL: "dns_failed",
  EAI_NODATA: "dns_failed",
  ECONNREFUSED: "connect_failed",
  EHOSTUNREACH: "connect_failed",
  ENETUNREACH: "connect_failed",
  EADDRNOTAVAIL: "connect_failed",
  ECONNABORTED: "connect_failed",
  ETIMEDOUT: "timed_out",
  UND_ERR_CONNECT_TIMEOUT: "timed_out",
  UND_ERR_HEADERS_TIMEOUT: "timed_out",
  UND_ERR_BODY_TIMEOUT: "timed_out",
  ECONNRESET: "connection_lost",
  EPIPE: "connection_lost",
  UND_ERR_SOCKET: "connection_lost",
  UND_ERR_HEADERS_OVERFLOW: "connection_lost",
  UND_ERR_RESPONSE_EXCEEDED_MAX_SIZE: "connection_lost",
  UND_ERR_INVALID_ARG: "invalid_request",
  ERR_INVALID_URL: "invalid_request",
}

/** The outcome of an attempt without an answer. Decided by the error's class and code; its text only becomes the reason. */
export function outcomeOfError(error: unknown, timeoutMs: number): Outcome {
  for (const cause of causesOf(error)) {
    if (cause instanceof BlockedTargetError) return outcomeWithoutAnswer("blocked_target", cause.message)
    if (cause.name === "TimeoutError")
      return outcomeWithoutAnswer("timed_out", `no complete answer within ${timeoutMs} ms`)
    const { code } = cause
    if (typeof code !== "string") continue
    const kind = KIND_BY_CODE[code] ?? tlsKind(code)
    if (kind) return outcomeWithoutAnswer(kind, `${code}: ${String(cause.message)}`.slice(0, 500))
  }
  return outcomeWithoutAnswer("connection_lost", String(error).slice(0, 500))
}

function tlsKind(code: string): OutcomeKind | null {
  return /^(ERR_TLS|ERR_SSL|EPROTO|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO)/.test(code)
    ? "tls_failed"
    : code.startsWith("HPE_")
      ? "connection_lost"
      : null
}

interface ErrorLike {
  name?: unknown
  message?: unknown
  code?: unknown
  cause?: unknown
  errors?: unknown
}

/**
 * The error, its causes, and the members of an AggregateError (Node's happy eyeballs throws one per address). Recognised by
 * shape: `instanceof Error` is false for errors of another realm, such as those of the undici that is built into Node.
 */
function causesOf(error: unknown): ErrorLike[] {
  if (typeof error !== "object" || error === null) return []
  const { cause, errors } = error as ErrorLike
  return [error, ...(Array.isArray(errors) ? errors.flatMap(causesOf) : []), ...causesOf(cause)]
}
