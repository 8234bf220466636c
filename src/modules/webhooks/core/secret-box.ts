import { createCipheriv, createDecipheriv, createHash } from "node:crypto"

export const KEY_BYTES = 32
export const IV_BYTES = 12

/** Encrypts and decrypts texts. */
export interface SecretBox {
  /** Id of the key that encrypts. */
  currentKeyId: string
  /** Encrypts a text. @param iv 12 random bytes, never used twice. */
  seal(clear: string, iv: Uint8Array): string
  /** Decrypts a text that `seal` made. @throws Error when the key is unknown or the text was altered. */
  open(sealed: string): string
}

/** An id for a key that reveals nothing about the key: stored in each ciphertext, so that keys can be rotated. */
export function keyId(key: Uint8Array): string {
  return createHash("sha256").update("webhooks key id\0").update(key).digest("hex").slice(0, 8)
}

/**
 * AES-256-GCM with key ids: `v1:<key id>:<iv>:<tag>:<ciphertext>`, base64url.
 * @param keys 32 bytes each; the first one encrypts, all of them decrypt.
 */
export function secretBox(keys: readonly Uint8Array[]): SecretBox {
  const [current] = keys
  if (!current) throw new Error("a secret box needs at least one key")
  for (const key of keys)
    if (key.length !== KEY_BYTES) throw new Error(`an encryption key has ${KEY_BYTES} bytes, not ${key.length}`)
  const known = new Map(keys.map((key) => [keyId(key), key]))
  const currentId = keyId(current)

  return {
    currentKeyId: currentId,
    seal(clear, iv) {
      const cipher = createCipheriv("aes-256-gcm", current, iv)
      cipher.setAAD(Buffer.from(currentId))
      const sealed = Buffer.concat([cipher.update(clear, "utf8"), cipher.final()])
      const parts = [Buffer.from(iv), cipher.getAuthTag(), sealed].map((part) => part.toString("base64url"))
      return ["v1", currentId, ...parts].join(":")
    },
    open(sealed) {
      const [version, id, iv, tag, text] = sealed.split(":")
      if (version !== "v1" || id === undefined || iv === undefined || tag === undefined || text === undefined) {
        throw new Error("not a sealed text of version v1")
      }
      const key = known.get(id)
      if (!key) throw new Error(`sealed with key ${id}, which is not among the configured keys`)
      const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(iv, "base64url"), { authTagLength: 16 })
      decipher.setAAD(Buffer.from(id))
      decipher.setAuthTag(Buffer.from(tag, "base64url"))
      return decipher.update(Buffer.from(text, "base64url"), undefined, "utf8") + decipher.final("utf8")
    },
  }
}
