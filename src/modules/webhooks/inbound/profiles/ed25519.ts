import { z } from "@medusajs/framework/zod"
import { defineProfile } from "../../core/profile"
import { ed25519HeadersRefusal, verifyEd25519, type Ed25519Rule } from "./_ed25519"
import { ed25519PublicKeys } from "./_public-keys"
import { headerName, toleranceSeconds } from "./_settings"
import { covers, templateProblem } from "./_template"

const settings = z
  .strictObject({
    header: headerName,
    public_keys: ed25519PublicKeys,
    encoding: z.enum(["base64", "hex"]).default("base64"),
    template: z.string().max(200).default("{body}"),
    timestamp_header: headerName.optional(),
    tolerance_seconds: toleranceSeconds,
  })
  .superRefine(({ template, timestamp_header }, context) => {
    const refuse = (field: string, message: string) => context.addIssue({ code: "custom", path: [field], message })
    const problem = templateProblem(template)
    if (problem) refuse("template", problem)
    if (covers(template, "id")) refuse("template", "can't have {id} here")
    const isTimed = covers(template, "timestamp")
    if (isTimed && !timestamp_header) refuse("timestamp_header", "is required where the template has {timestamp}")
    if (!isTimed && timestamp_header) refuse("template", "must have {timestamp}, or the timestamp is not signed")
  })

/** Ed25519: the shop holds only the public keys, so nobody can forge calls with what leaks from it. */
export default defineProfile<Ed25519Rule>({
  id: "ed25519",
  title: "Ed25519, by settings",
  description: "An Ed25519 signature in a header of your choice, over the body alone or with a timestamp.",
  settings,
  secret: "none",
  refusedBeforeBody: (headers, rule, now) => ed25519HeadersRefusal(rule, headers, now),
  verify: (call, { settings: rule }, now) => verifyEd25519(rule, call, now),
})
