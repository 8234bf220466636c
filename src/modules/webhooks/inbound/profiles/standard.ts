import { defineProfile } from "../../core/profile"
import { secretBytes } from "../../core/secrets"
import scheme, { TIMESTAMP_TOLERANCE_SECONDS } from "../../core/signature-schemes/standard"
import { refused } from "./_refusal"
import { noSettings } from "./_settings"
import { timestampRefusal } from "./_timestamp"

const HEADERS = ["webhook-id", "webhook-timestamp", "webhook-signature"] as const

/** Standard Webhooks, as our own deliveries are signed. */
export default defineProfile({
  id: "standard",
  title: scheme.title,
  description: scheme.description,
  settings: noSettings,
  secret: "generated",

  refusedBeforeBody(headers, _settings, now) {
    const missing = HEADERS.find((header) => !headers[header])
    if (missing) return `${missing} is required`
    if (!/(^| )v1,/.test(headers["webhook-signature"] ?? "")) return "webhook-signature holds no v1 signature"
    const timestamp = headers["webhook-timestamp"] ?? ""
    return timestampRefusal("webhook-timestamp", timestamp, "s", TIMESTAMP_TOLERANCE_SECONDS, now)
  },

  verify({ headers, body }, { secrets }, now) {
    // The scheme throws at a secret of another form, which would end the call in a 500.
    const usable = secrets.filter((secret) => secretBytes(secret) !== null)
    return usable.length > 0 ? scheme.verify(headers, body, usable, now) : refused("there is no live secret")
  },
})
