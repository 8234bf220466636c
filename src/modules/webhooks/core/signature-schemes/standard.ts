import { createHmac, timingSafeEqual } from "node:crypto"
import { secretBytes } from "../secrets"
import type { Signable, SignatureScheme } from "../signature-scheme"

/** Seconds, into the past and the future: a call with a timestamp far in the future could otherwise be replayed until then. */
export const TIMESTAMP_TOLERANCE_SECONDS = 300
/** More signatures in one header are ignored: each one costs an HMAC per live secret. */
const MAX_SIGNATURES = 20

/** Standard Webhooks 1.0: `v1,` + base64 HMAC-SHA256 of `id.timestamp.body`, one per live secret, space-separated. */
export default {
  id: "standard",
  title: "Standard Webhooks",
  description:
    "webhook-id, webhook-timestamp and webhook-signature, as the Standard Webhooks libraries make and check them; calls older than five minutes are refused.",

  sign(message, secrets) {
    return {
      "webhook-signature": secrets.map((secret) => `v1,${mac(message, secret).toString("base64")}`).join(" "),
    }
  },

  verify(headers, body, secrets, now) {
    const messageId = headers["webhook-id"]
    const timestamp = headers["webhook-timestamp"]
    const signatures = headers["webhook-signature"]
    if (!messageId || !timestamp || !signatures) {
      return { verified: false, reason: "webhook-id, webhook-timestamp and webhook-signature are required" }
    }
    if (!/^\d{1,12}$/.test(timestamp)) return { verified: false, reason: "webhook-timestamp is not unix seconds" }
    const timestampSeconds = Number(timestamp)
    if (Math.abs(now.getTime() / 1_000 - timestampSeconds) > TIMESTAMP_TOLERANCE_SECONDS) {
      return { verified: false, reason: `webhook-timestamp is more than ${TIMESTAMP_TOLERANCE_SECONDS} seconds off` }
    }
    const given = signatures
      .split(" ")
      .slice(0, MAX_SIGNATURES)
      .filter((signature) => signature.startsWith("v1,"))
      .map((signature) => Buffer.from(signature.slice(3), "base64"))
    const expected = secrets.map((secret) => mac({ message_id: messageId, timestampSeconds, body }, secret))
    const verified = expected.some((wanted) =>
      given.some((signature) => signature.length === wanted.length && timingSafeEqual(signature, wanted))
    )
    return verified ? { verified, message_id: messageId } : { verified, reason: "no signature fits a live secret" }
  },
} satisfies SignatureScheme

function mac({ message_id, timestampSeconds, body }: Signable, secret: string): Buffer {
  const key = secretBytes(secret)
  if (!key) throw new Error("a signing secret is not of the form whsec_…")
  return createHmac("sha256", key).update(`${message_id}.${timestampSeconds}.`).update(body).digest()
}
