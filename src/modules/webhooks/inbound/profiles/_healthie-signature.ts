import { createHash, createHmac, timingSafeEqual } from "node:crypto"
import type { ReceivedCall } from "../../core/profile"
import type { ReceivedHeaders, Verification } from "../../core/signature-scheme"
import { decoded } from "./_encoding"
import { fits, refused } from "./_refusal"
import { secretKeys } from "./_secret-key"

/**
 * Healthie's headers have the names of RFC 9421, but not its signature: signed is one line of
 * `method path query digest application/json length`, and the signature is hex. The library for RFC 9421 can't read it.
 */
const SIGNATURE = /^[A-Za-z0-9_.*-]+=:?([0-9a-f]{64}):?$/i
const DIGEST = /^sha-256=:?([A-Za-z0-9+/]{43}=?|[0-9a-f]{64}):?$/i

/** @returns why the headers alone refuse the call, or `null`. */
export function healthieHeadersRefusal(headers: ReceivedHeaders): string | null {
  const missing = ["content-digest", "signature-input", "signature"].find((header) => !headers[header])
  if (missing) return `${missing} is required`
  if (!DIGEST.test(headers["content-digest"] ?? "")) return "content-digest is not a sha-256 digest"
  return SIGNATURE.test(headers["signature"] ?? "") ? null : "signature is not a label and 64 hex digits"
}

/** Verifies the digest of the body, and the signature over the line that holds it. */
export function verifyHealthie(call: ReceivedCall, secrets: readonly string[]): Verification {
  const refusal = healthieHeadersRefusal(call.headers)
  if (refusal !== null) return refused(refusal)
  const digest = DIGEST.exec(call.headers["content-digest"] ?? "")?.[1] ?? ""
  const given = decoded(digest, digest.length === 64 ? "hex" : "base64", 32)
  if (!given?.equals(createHash("sha256").update(call.body).digest())) {
    return refused("content-digest is not that of the body")
  }
  const signature = decoded(SIGNATURE.exec(call.headers["signature"] ?? "")?.[1] ?? "", "hex", 32)
  const lines = signedLines(call, digest)
  if (!signature || lines.length === 0) return refused("the call's URL can't be read")
  return fits(
    secretKeys(secrets, "text").some((key) =>
      lines.some((line) => timingSafeEqual(signature, createHmac("sha256", key).update(line).digest()))
    )
  )
}

/** The documentation leaves open whether the digest keeps its padding and the query its question mark: each way counts. */
function signedLines({ method, url, body }: ReceivedCall, digest: string): string[] {
  if (!URL.canParse(url)) return []
  const { pathname, search } = new URL(url)
  const digests = new Set([digest, digest.replace(/=+$/, "")])
  const queries = new Set([search, search.replace(/^\?/, "")])
  return [...digests].flatMap((text) =>
    [...queries].map((query) => `${method.toLowerCase()} ${pathname} ${query} ${text} application/json ${body.length}`)
  )
}
