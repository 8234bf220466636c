import { z } from "@medusajs/framework/zod"
import { defineProfile } from "../../core/profile"
import { SIGNATURE_SCHEMES } from "../../core/signature-schemes"

const { standard: scheme } = SIGNATURE_SCHEMES
const HEADERS = ["webhook-id", "webhook-timestamp", "webhook-signature"]
const TOLERANCE_SECONDS = 300

/** Standard Webhooks, as our own deliveries are signed. */
export default defineProfile({
  id: "standard",
  title: scheme.title,
  description: scheme.description,
  settings: z.strictObject({}),
  secret: "generated",
  refusedBeforeBody(headers, _settings, now) {
    const missing = HEADERS.find((name) => !headers[name])
    if (missing !== undefined) return `${missing} is required`
    const offSeconds = Math.abs(now.getTime() / 1_000 - Number(headers["webhook-timestamp"]))
    return offSeconds <= TOLERANCE_SECONDS ? null : "webhook-timestamp is too far off"
  },
  verify: ({ headers, body }, { secrets }, now) => scheme.verify(headers, body, secrets, now),
})
