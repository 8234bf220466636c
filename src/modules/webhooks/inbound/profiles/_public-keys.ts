import { z } from "@medusajs/framework/zod"
import { createPublicKey, type KeyObject } from "node:crypto"

/** What comes before the 32 bytes of an Ed25519 key in its DER form. */
const ED25519_DER_PREFIX = Buffer.from("302a300506032b6570032100", "hex")
const MAX_PUBLIC_KEYS = 5

/** @returns the key of a PEM, or of the base64 of 32 raw Ed25519 bytes; `null` for anything else. */
export function publicKeyOf(text: string): KeyObject | null {
  const raw = /^[A-Za-z0-9+/]{43}=?$/.test(text.trim()) ? Buffer.from(text, "base64") : null
  // A private key would be read as its public half, and lie unsealed in the settings.
  if (!raw && !text.includes("-----BEGIN PUBLIC KEY-----")) return null
  try {
    return raw
      ? createPublicKey({ key: Buffer.concat([ED25519_DER_PREFIX, raw]), format: "der", type: "spki" })
      : createPublicKey(text)
  } catch {
    return null
  }
}

/** Public keys of the settings: several live side by side while a vendor changes its key. */
export const publicKeys = z.array(z.string().max(2_000)).min(1).max(MAX_PUBLIC_KEYS)

/** The same, where all of them are Ed25519. */
export const ed25519PublicKeys = publicKeys.superRefine((keys, context) => {
  keys.forEach((key, index) => {
    if (publicKeyOf(key)?.asymmetricKeyType === "ed25519") return
    const message = "must be an Ed25519 public key: a PEM, or the base64 of its 32 bytes"
    context.addIssue({ code: "custom", path: [index], message })
  })
})
