import type { SignatureScheme } from "../signature-scheme"
import hmacSha256Hex from "./hmac-sha256-hex"
import standard from "./standard"

/** The signature schemes by id. Listed, not discovered: a scheme should not appear because a file lies in a folder. */
export const SIGNATURE_SCHEMES = { standard, "hmac-sha256-hex": hmacSha256Hex } satisfies Record<
  string,
  SignatureScheme
>
export type SignatureSchemeId = keyof typeof SIGNATURE_SCHEMES
export const SIGNATURE_SCHEME_IDS = Object.keys(SIGNATURE_SCHEMES) as [SignatureSchemeId, ...SignatureSchemeId[]]
