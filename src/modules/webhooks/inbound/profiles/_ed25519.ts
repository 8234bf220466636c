import { verify as isSigned } from "node:crypto"
import type { ReceivedCall } from "../../core/profile"
import type { ReceivedHeaders, Verification } from "../../core/signature-scheme"
import { decoded, type Encoding } from "./_encoding"
import { publicKeyOf } from "./_public-keys"
import { fits, refused } from "./_refusal"
import { covers, signedBytes } from "./_template"
import { timestampRefusal } from "./_timestamp"

const SIGNATURE_BYTES = 64

/** How a source signs with Ed25519. */
export interface Ed25519Rule {
  header: string
  public_keys: readonly string[]
  encoding: Encoding
  template: string
  timestamp_header?: string | undefined
  tolerance_seconds: number
}

/** @returns why the headers alone refuse the call, or `null`. */
export function ed25519HeadersRefusal(rule: Ed25519Rule, headers: ReceivedHeaders, now: Date): string | null {
  const header = headers[rule.header]
  if (!header) return `${rule.header} is required`
  if (!decoded(header, rule.encoding, SIGNATURE_BYTES)) {
    return `${rule.header} is not the ${rule.encoding} of ${SIGNATURE_BYTES} bytes`
  }
  if (!covers(rule.template, "timestamp")) return null
  const name = rule.timestamp_header ?? "a timestamp"
  const timestamp = headers[name]
  if (!timestamp) return `${name} is required`
  return timestampRefusal(name, timestamp, "s", rule.tolerance_seconds, now)
}

/** Verifies a call by every public key. */
export function verifyEd25519(rule: Ed25519Rule, call: ReceivedCall, now: Date): Verification {
  const refusal = ed25519HeadersRefusal(rule, call.headers, now)
  if (refusal !== null) return refused(refusal)
  const signature = decoded(call.headers[rule.header] ?? "", rule.encoding, SIGNATURE_BYTES)
  if (!signature) return refused(`${rule.header} is required`)
  const timestamp = (rule.timestamp_header && call.headers[rule.timestamp_header]) || ""
  const bytes = signedBytes(rule.template, { timestamp, id: "" }, call.body)
  return fits(rule.public_keys.map(publicKeyOf).some((key) => key !== null && isSigned(null, bytes, key, signature)))
}
