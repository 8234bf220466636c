import { createHmac, timingSafeEqual } from "node:crypto"
import type { ReceivedCall } from "../../core/profile"
import type { ReceivedHeaders, Verification } from "../../core/signature-scheme"
import { decoded, type Encoding } from "./_encoding"
import { fits, refused } from "./_refusal"
import { secretKeys, type KeyKind } from "./_secret-key"
import { covers, signedBytes } from "./_template"
import { timestampRefusal, type TimestampUnit } from "./_timestamp"

/** More signatures in one header are ignored: each one is compared with every live secret's. */
const MAX_SIGNATURES = 20
/** An id is a key of a table: a longer one does not fit into its index. */
const MAX_ID_LENGTH = 255
const DIGEST_BYTES = { sha256: 32, sha512: 64 } as const

/** `t=1,v1=…` in one header: how pairs are cut, and which of them count. */
export interface Pairs {
  separator: string
  assign: string
  signature: string
  /** The pair that holds the timestamp; left out: a header does. */
  timestamp?: string | undefined
}

/** How a source signs with an HMAC. Which fields belong together, the settings of the profile `hmac` check. */
export interface HmacRule {
  header: string
  algorithm: keyof typeof DIGEST_BYTES
  encoding: Encoding
  prefix: string
  template: string
  key: KeyKind
  timestamp_header?: string | undefined
  timestamp_unit: TimestampUnit
  id_header?: string | undefined
  tolerance_seconds: number
  pairs?: Pairs | undefined
}

/** What most senders do: hex of the HMAC-SHA256 over the body, keyed with the secret's text. */
export const PLAIN_HMAC = {
  algorithm: "sha256",
  encoding: "hex",
  prefix: "",
  template: "{body}",
  key: "text",
  timestamp_unit: "s",
  tolerance_seconds: 300,
} as const satisfies Omit<HmacRule, "header">

/** @returns why the headers alone refuse the call, or `null`. */
export function hmacHeadersRefusal(rule: HmacRule, headers: ReceivedHeaders, now: Date): string | null {
  const given = readHeaders(rule, headers, now)
  return "refusal" in given ? given.refusal : null
}

/** Verifies a call by every live secret, in constant time. An id counts only where it is under the signature. */
export function verifyHmac(rule: HmacRule, call: ReceivedCall, secrets: readonly string[], now: Date): Verification {
  const given = readHeaders(rule, call.headers, now)
  if ("refusal" in given) return refused(given.refusal)
  const bytes = signedBytes(rule.template, given, call.body)
  const expected = secretKeys(secrets, rule.key).map((key) => createHmac(rule.algorithm, key).update(bytes).digest())
  const fit = expected.some((wanted) => given.signatures.some((signature) => timingSafeEqual(signature, wanted)))
  return fits(fit, covers(rule.template, "id") ? given.id : null)
}

interface Given {
  signatures: Buffer[]
  timestamp: string
  id: string
}

function readHeaders(rule: HmacRule, headers: ReceivedHeaders, now: Date): Given | { refusal: string } {
  const header = headers[rule.header]
  if (!header) return { refusal: `${rule.header} is required` }
  const texts = rule.pairs ? pairsOf(header, rule.pairs, rule.pairs.signature) : [header]
  const signatures = texts
    .slice(0, MAX_SIGNATURES)
    .flatMap((text) => (text.startsWith(rule.prefix) ? [text.slice(rule.prefix.length)] : []))
    .map((text) => decoded(text, rule.encoding, DIGEST_BYTES[rule.algorithm]))
    .filter((signature) => signature !== null)
  if (signatures.length === 0)
    return { refusal: `${rule.header} holds no ${rule.encoding} ${rule.algorithm} signature` }

  const id = (rule.id_header && headers[rule.id_header]) || ""
  if (covers(rule.template, "id") && !id) return { refusal: `${rule.id_header} is required` }
  if (id.length > MAX_ID_LENGTH) return { refusal: `${rule.id_header} is longer than ${MAX_ID_LENGTH} characters` }
  if (!covers(rule.template, "timestamp")) return { signatures, timestamp: "", id }

  const [name, timestamp] = timestampOf(rule, headers, header)
  if (!timestamp) return { refusal: `${name} is required` }
  const refusal = timestampRefusal(name, timestamp, rule.timestamp_unit, rule.tolerance_seconds, now)
  return refusal === null ? { signatures, timestamp, id } : { refusal }
}

function timestampOf(rule: HmacRule, headers: ReceivedHeaders, header: string): [name: string, value: string] {
  const pair = rule.pairs?.timestamp
  if (rule.pairs && pair !== undefined) return [`${rule.header}'s ${pair}`, pairsOf(header, rule.pairs, pair)[0] ?? ""]
  const name = rule.timestamp_header ?? "a timestamp"
  return [name, headers[name] ?? ""]
}

/** Cut at the first sign only: base64 ends in `=`. */
function pairsOf(header: string, { separator, assign }: Pairs, wanted: string): string[] {
  return header.split(separator).flatMap((pair) => {
    const at = pair.indexOf(assign)
    return at > 0 && pair.slice(0, at).trim() === wanted ? [pair.slice(at + assign.length).trim()] : []
  })
}
