/** How a secret's text becomes the key of an HMAC. */
export type KeyKind = "text" | "base64" | "hex"
export const KEY_KINDS = ["text", "base64", "hex"] as const

/**
 * Keys of the live secrets. A secret that is not of this kind has no key: it verifies nothing, and the others go on.
 * The `whsec_` of a secret that we made is not part of its base64.
 */
export function secretKeys(secrets: readonly string[], kind: KeyKind): (string | Buffer)[] {
  return secrets.map((secret) => keyOf(secret, kind)).filter((key) => key.length > 0)
}

function keyOf(secret: string, kind: KeyKind): string | Buffer {
  if (kind === "text") return secret
  const text = secret.replace(/^whsec_/, "")
  const shape = kind === "hex" ? /^([0-9a-f]{2})+$/i : /^[A-Za-z0-9+/_-]+={0,2}$/
  return shape.test(text) ? Buffer.from(text, kind) : ""
}
