import { isStorable } from "./json-problem"

const PREFIX = "whsec_"
export const MIN_SECRET_BYTES = 24
export const MAX_SECRET_BYTES = 64
/** Generated secrets: 256 bits. */
export const NEW_SECRET_BYTES = 32

export const MAX_GRACE_PERIOD_SECONDS = 604_800
export const DEFAULT_GRACE_PERIOD_SECONDS = 86_400

/** @returns `whsec_` + base64, the form that is shown once and that the `standardwebhooks` libraries accept. */
export function secretFromBytes(bytes: Uint8Array): string {
  return PREFIX + Buffer.from(bytes).toString("base64")
}

/** @returns the key bytes of a secret, or `null` when it is not `whsec_` + base64 of 24–64 bytes. */
export function secretBytes(secret: string): Buffer | null {
  if (!secret.startsWith(PREFIX)) return null
  const encoded = secret.slice(PREFIX.length)
  const bytes = Buffer.from(encoded, "base64")
  // Buffer.from skips characters that are not base64: only a round trip proves that there were none.
  const exact = bytes.toString("base64").replace(/=+$/, "") === encoded.replace(/=+$/, "")
  return exact && bytes.length >= MIN_SECRET_BYTES && bytes.length <= MAX_SECRET_BYTES ? bytes : null
}

const MIN_FOREIGN_LENGTH = 8
const MAX_FOREIGN_LENGTH = 512

/** @returns why a text can't be a secret that a partner made; `null` when it can. The text itself is never repeated. */
export function foreignSecretProblem(secret: string): string | null {
  if (secret.length < MIN_FOREIGN_LENGTH || secret.length > MAX_FOREIGN_LENGTH)
    return `must have ${MIN_FOREIGN_LENGTH} to ${MAX_FOREIGN_LENGTH} characters`
  return isStorable(secret) ? null : "must not hold a NUL character or half of a surrogate pair"
}
