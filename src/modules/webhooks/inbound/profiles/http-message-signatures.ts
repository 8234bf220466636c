import { z } from "@medusajs/framework/zod"
import { defineProfile, type SourceKeys } from "../../core/profile"
import { ALGORITHMS, isKeyFor, isMadeWith, isSignedBy } from "./_algorithms"
import { contentDigestProblem } from "./_content-digest"
import { announcedTimes, messageSignaturesOf, type MessageSignature, type SignatureTimes } from "./_message-signature"
import { publicKeyOf, publicKeys } from "./_public-keys"
import { NO_FIT, fits, refused } from "./_refusal"
import { KEY_KINDS, secretKeys } from "./_secret-key"
import { toleranceSeconds } from "./_settings"

const component = z
  .string()
  .max(100)
  .regex(/^(@(method|target-uri|authority|scheme|request-target|path|query)|[a-z0-9!#$%&'*+.^_`|~-]+)$/, {
    message: "must be @method, @target-uri, @authority, @scheme, @request-target, @path, @query or a header",
  })

const settings = z
  .strictObject({
    algorithm: z.enum(ALGORITHMS),
    public_keys: publicKeys.optional(),
    key: z.enum(KEY_KINDS).default("text"),
    required_components: z.array(component).min(1).max(20).default(["@method", "@path", "content-digest"]),
    tolerance_seconds: toleranceSeconds,
    max_age_seconds: z.int().min(1).max(86_400).default(300),
  })
  .superRefine(({ algorithm, public_keys, required_components }, context) => {
    const refuse = (path: (string | number)[], message: string) => context.addIssue({ code: "custom", path, message })
    // Without it the signature would say nothing of the body.
    if (!required_components.includes("content-digest")) refuse(["required_components"], "must hold content-digest")
    if (algorithm === "hmac-sha256") {
      if (public_keys) refuse(["public_keys"], "is not for hmac-sha256, whose key is the secret")
      return
    }
    if (!public_keys) refuse(["public_keys"], `is required for ${algorithm}`)
    public_keys?.forEach((text, index) => {
      const key = publicKeyOf(text)
      if (!key || !isKeyFor(algorithm, key)) refuse(["public_keys", index], `must be a public key for ${algorithm}`)
    })
  })

type Settings = z.infer<typeof settings>

/** RFC 9421 with RFC 9530: a signature over parts of the request, and a digest of its body among them. */
export default defineProfile<Settings>({
  id: "http-message-signatures",
  title: "HTTP Message Signatures (RFC 9421)",
  description:
    "signature-input, signature and content-digest. `created` is required; calls that are too old are refused.",
  settings,
  secret: "any",

  refusedBeforeBody(headers, rule, now) {
    const missing = ["signature-input", "signature", "content-digest"].find((header) => !headers[header])
    if (missing) return `${missing} is required`
    const refusals = announcedTimes(headers).map((times) => timesRefusal(times, rule, now))
    if (refusals.length === 0) return "signature-input announces no readable signature"
    return refusals.includes(null) ? null : (refusals[0] ?? null)
  },

  verify(call, keys, now) {
    const digest = contentDigestProblem(call.headers["content-digest"] ?? "", call.body)
    if (digest !== null) return refused(digest)
    const refusals = messageSignaturesOf(call).map((signature) => refusalOf(signature, keys, now))
    if (refusals.length === 0) return refused("there is no readable signature over what this call has")
    return refusals.includes(null) ? fits(true) : refused(refusals[0] ?? NO_FIT)
  },
})

/** @returns why this one signature does not count, or `null` when it does. */
function refusalOf(
  given: MessageSignature,
  { secrets, settings: rule }: SourceKeys<Settings>,
  now: Date
): string | null {
  const missing = rule.required_components.find((name) => !given.components.includes(name))
  if (missing) return `${missing} is not under the signature`
  if (given.alg !== null && given.alg !== rule.algorithm) return `the algorithm is not ${rule.algorithm}`
  const refusal = timesRefusal(given, rule, now)
  if (refusal !== null) return refusal
  const { base, signature } = given
  const isSigned =
    rule.algorithm === "hmac-sha256"
      ? secretKeys(secrets, rule.key).some((key) => isMadeWith(key, base, signature))
      : (rule.public_keys ?? []).map(publicKeyOf).some((key) => key && isSignedBy(rule.algorithm, key, base, signature))
  return isSigned ? null : NO_FIT
}

function timesRefusal({ created, expires }: SignatureTimes, rule: Settings, now: Date): string | null {
  const nowSeconds = now.getTime() / 1_000
  if (created === null) return "the signature does not say when it was created"
  if (created > nowSeconds + rule.tolerance_seconds) return "the signature was created in the future"
  if (created < nowSeconds - rule.max_age_seconds) return "the signature is too old"
  return expires !== null && expires < nowSeconds ? "the signature has expired" : null
}
