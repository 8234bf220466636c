import { z } from "@medusajs/framework/zod"
import { defineProfile } from "../../core/profile"
import { hmacHeadersRefusal, verifyHmac, type HmacRule } from "./_hmac"
import { KEY_KINDS } from "./_secret-key"
import { headerName, toleranceSeconds } from "./_settings"
import { covers, templateProblem } from "./_template"

const pairName = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/, "must be letters, digits, _ or -")
const sign = (otherwise: string) => z.string().length(1).default(otherwise)

const settings = z
  .strictObject({
    header: headerName,
    algorithm: z.enum(["sha256", "sha512"]).default("sha256"),
    encoding: z.enum(["hex", "base64"]).default("hex"),
    prefix: z.string().max(40).default(""),
    template: z.string().max(200).default("{body}"),
    key: z.enum(KEY_KINDS).default("text"),
    timestamp_header: headerName.optional(),
    timestamp_unit: z.enum(["s", "ms"]).default("s"),
    id_header: headerName.optional(),
    tolerance_seconds: toleranceSeconds,
    pairs: z
      .strictObject({
        separator: sign(","),
        assign: sign("="),
        signature: pairName,
        timestamp: pairName.optional(),
      })
      .optional(),
  })
  .superRefine((rule, context) => {
    const refuse = (field: string, message: string) => context.addIssue({ code: "custom", path: [field], message })
    const problem = templateProblem(rule.template)
    if (problem) refuse("template", problem)
    const timestamps = [rule.timestamp_header, rule.pairs?.timestamp].filter((place) => place !== undefined).length
    if (timestamps > 1) refuse("timestamp_header", "is in a pair already: name one place of the timestamp")
    const isTimed = covers(rule.template, "timestamp")
    if (isTimed && timestamps === 0) refuse("timestamp_header", "is required where the template has {timestamp}")
    // A time that anybody may write would look like a protection against replays, and be none.
    if (!isTimed && timestamps > 0) refuse("template", "must have {timestamp}, or the timestamp is not signed")
    if (covers(rule.template, "id") && !rule.id_header) {
      refuse("id_header", "is required where the template has {id}")
    }
  })

/** An HMAC whose details are data: GitHub, Shopify, Slack, Stripe and most others are settings of it. */
export default defineProfile<HmacRule>({
  id: "hmac",
  title: "HMAC, by settings",
  description:
    "An HMAC-SHA256 or -SHA512 in a header of your choice, over the body alone or with a timestamp and an id.",
  settings,
  secret: "any",
  refusedBeforeBody: (headers, rule, now) => hmacHeadersRefusal(rule, headers, now),
  verify: (call, { secrets, settings: rule }, now) => verifyHmac(rule, call, secrets, now),
})
