import { z } from "@medusajs/framework/zod"
import { defineProfile } from "../../core/profile"
import { SIGNATURE_SCHEMES } from "../../core/signature-schemes"

const scheme = SIGNATURE_SCHEMES["hmac-sha256-hex"]!

/** GitHub's way, in our own header. */
export default defineProfile({
  id: scheme.id,
  title: scheme.title,
  description: scheme.description,
  settings: z.strictObject({}),
  secret: "generated",
  refusedBeforeBody: (headers) => (headers["x-webhook-signature"] ? null : "x-webhook-signature is required"),
  verify: ({ headers, body }, { secrets }, now) => scheme.verify(headers, body, secrets, now),
})
