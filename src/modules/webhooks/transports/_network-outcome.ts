import { outcomeWithoutAnswer, type Outcome, type OutcomeKind } from "../core/outcome"
import { BlockedTargetError } from "./_guarded-connect"

type Meaning = [kind: OutcomeKind, words: string]

const RESOLVER_AWAY: Meaning = ["dns_failed", "the name server did not answer for the host name"]
const NO_NAME: Meaning = ["dns_failed", "the host name is not known"]
const UNREACHABLE: Meaning = ["connect_failed", "the address can't be reached"]
const CONNECT_LATE: Meaning = ["timed_out", "the connection was not made in time"]
const CUT: Meaning = ["connection_lost", "the connection was cut before the answer was there"]
const NOT_HTTP: Meaning = ["connection_lost", "the answer is not valid HTTP"]
const IMPOSSIBLE: Meaning = [
  "invalid_request",
  "the request can't be made: its method, path or a header holds what HTTP does not allow",
]
const UNTRUSTED: Meaning = ["tls_failed", "the certificate is signed by nobody that is trusted here"]

/** What each error code of Node, OpenSSL and undici means, in words for people. */
const MEANING_BY_CODE: Readonly<Record<string, Meaning>> = {
  ENOTFOUND: NO_NAME,
  EAI_NODATA: NO_NAME,
  EAI_AGAIN: RESOLVER_AWAY,
  EAI_FAIL: RESOLVER_AWAY,
  ECONNREFUSED: ["connect_failed", "the address accepts no connections at this port"],
  EHOSTUNREACH: UNREACHABLE,
  ENETUNREACH: UNREACHABLE,
  EADDRNOTAVAIL: UNREACHABLE,
  ECONNABORTED: UNREACHABLE,
  ETIMEDOUT: CONNECT_LATE,
  UND_ERR_CONNECT_TIMEOUT: CONNECT_LATE,
  UND_ERR_HEADERS_TIMEOUT: ["timed_out", "the answer did not come in time"],
  UND_ERR_BODY_TIMEOUT: ["timed_out", "the answer was not complete in time"],
  ECONNRESET: CUT,
  EPIPE: CUT,
  UND_ERR_SOCKET: CUT,
  UND_ERR_HEADERS_OVERFLOW: ["connection_lost", "the headers of the answer are too long"],
  UND_ERR_RESPONSE_EXCEEDED_MAX_SIZE: ["connection_lost", "the answer is too long"],
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: NOT_HTTP,
  UND_ERR_INVALID_ARG: IMPOSSIBLE,
  UND_ERR_NOT_SUPPORTED: IMPOSSIBLE,
  ERR_INVALID_URL: ["invalid_request", "the URL can't be read"],
  CERT_HAS_EXPIRED: ["tls_failed", "the certificate has expired"],
  CERT_NOT_YET_VALID: ["tls_failed", "the certificate is not valid yet"],
  ERR_TLS_CERT_ALTNAME_INVALID: ["tls_failed", "the certificate is for another host name"],
  DEPTH_ZERO_SELF_SIGNED_CERT: UNTRUSTED,
  SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ["tls_failed", "the certificate comes without those that vouch for it"],
  EPROTO: ["tls_failed", "the TLS handshake failed: this port may not speak TLS, or none of our versions"],
}

/** Groups of codes that are too many to list: the first that fits counts. */
const MEANING_BY_PREFIX: readonly [prefix: RegExp, meaning: Meaning][] = [
  [/^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO)/, ["tls_failed", "the TLS handshake failed"]],
  [/^HPE_/, NOT_HTTP],
]

/** Codes that only a reader of a library's source knows; the others say more to an operator than words could. */
const INTERNAL_CODE = /^(UND_ERR|HPE|ERR_INVALID)_/

/** The outcome of an attempt without an answer. Decided by the error's class and code; its text is never shown. */
export function outcomeOfError(error: unknown, timeoutMs: number): Outcome {
  for (const cause of causesOf(error)) {
    if (cause instanceof BlockedTargetError) return outcomeWithoutAnswer("blocked_target", cause.message)
    if (cause.name === "TimeoutError")
      return outcomeWithoutAnswer("timed_out", `no complete answer within ${timeoutMs} ms`)
    const { code } = cause
    if (typeof code !== "string") continue
    const meaning = MEANING_BY_CODE[code] ?? MEANING_BY_PREFIX.find(([prefix]) => prefix.test(code))?.[1]
    if (!meaning) continue
    const [kind, words] = meaning
    return outcomeWithoutAnswer(kind, INTERNAL_CODE.test(code) ? words : `${words} (${code})`)
  }
  // llhttp's parse errors have a code of their own, under a name that says what they are.
  const isParseError = causesOf(error).some(({ name }) => name === "HTTPParserError")
  return outcomeWithoutAnswer("connection_lost", isParseError ? NOT_HTTP[1] : CUT[1])
}

/** Whether an error means that the other side ended the connection. */
export function isEndedByPeer(error: unknown): boolean {
  return causesOf(error).some(({ code }) => code === "UND_ERR_SOCKET" || code === "ECONNRESET" || code === "EPIPE")
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
