import { createHmac, timingSafeEqual } from "node:crypto"
import { secretBytes } from "../secrets"
import type { SignatureScheme } from "../signature-scheme"

/**
 * GitHub style: `x-webhook-signature: sha256=<hex HMAC-SHA256 of the body>`, keyed with the secret as it was shown,
 * `whsec_` included. The header holds one signature: the newest secret's. During a rotation the signatures of the former
 * secrets are in `x-webhook-signature-previous`, space-separated.
 *
 * The signature covers neither id nor time: a receiver has to drop repeats by `webhook-id`.
 */
export default {
  id: "hmac-sha256-hex",
  title: "HMAC SHA-256, hex",
  description: "x-webhook-signature: sha256=<hex of the HMAC over the body>, GitHub-style.",

  sign({ body }, secrets) {
    const [newest, ...former] = secrets.map((secret) => `sha256=${mac(body, secret).toString("hex")}`)
    return {
      ...(newest ? { "x-webhook-signature": newest } : {}),
      ...(former.length > 0 ? { "x-webhook-signature-previous": former.join(" ") } : {}),
    }
  },

  verify(headers, body, secrets) {
    const header = headers["x-webhook-signature"]
    if (!header) return { verified: false, reason: "x-webhook-signature is required" }
    const hex = /^sha256=([0-9a-f]{64})$/i.exec(header)?.[1]
    if (!hex) return { verified: false, reason: "x-webhook-signature is not sha256=<64 hex digits>" }
    const given = Buffer.from(hex, "hex")
    const verified = secrets.flatMap(keysOf).some((key) => timingSafeEqual(given, mac(body, key)))
    return verified ? { verified, message_id: null } : { verified, reason: "no signature fits a live secret" }
  },
} satisfies SignatureScheme

/** A partner's library may use the secret as text, or decode the part after `whsec_`: both keys prove the same secret. */
function keysOf(secret: string): (string | Buffer)[] {
  const bytes = secretBytes(secret)
  return bytes ? [secret, bytes] : [secret]
}

function mac(body: Buffer, key: string | Buffer): Buffer {
  return createHmac("sha256", key).update(body).digest()
}
