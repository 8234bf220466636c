import { defineProfile } from "../../core/profile"
import scheme from "../../core/signature-schemes/hmac-sha256-hex"
import { noSettings } from "./_settings"

const HEADER = "x-webhook-signature"

/** GitHub's way, in our own header; both the secret's text and its decoded bytes are keys. */
export default defineProfile({
  id: scheme.id,
  title: scheme.title,
  description: scheme.description,
  settings: noSettings,
  secret: "generated",

  refusedBeforeBody(headers) {
    const header = headers[HEADER]
    if (!header) return `${HEADER} is required`
    return /^sha256=[0-9a-f]{64}$/i.test(header) ? null : `${HEADER} is not sha256=<64 hex digits>`
  },

  verify: ({ headers, body }, { secrets }) =>
    scheme.verify(
      headers,
      body,
      secrets.filter((secret) => secret !== "")
    ),
})
