import { z } from "@medusajs/framework/zod"
import { customIssue } from "./issue"
import { isStorable, keepingProblem } from "./json-problem"
import { MAX_SECRET_BYTES, MIN_SECRET_BYTES, secretBytes, secretFromBytes } from "./secrets"

/** Schemas for the fields of the API's inputs: one rule and one message for each kind of field. */

const NOT_STORABLE = "must not hold a NUL character or half of a surrogate pair"
const storable = { message: NOT_STORABLE, params: { code: "not_storable" } }

/** A text as it is given; may be empty. */
export const text = (most: number) => z.string().max(most).refine(isStorable, storable)

/** A text that names something: not empty, without white space around it. */
export const line = (most: number) => z.string().trim().min(1).max(most).refine(isStorable, storable)

/** An id of anybody's: not empty, and compared to the letter. */
export const externalId = z.string().min(1).max(255).refine(isStorable, storable)

/** A word that may be part of a path or a login: `fulfilment-eu`. */
export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be lower-case letters and digits, with single dashes")
  .max(60)

/** An instant of the years 1 to 9999, which is what Postgres and JavaScript both write the same way. */
export const instant = z.iso
  .datetime({ offset: true })
  .refine((at) => Date.parse(at) >= Date.parse("0001-01-01T00:00:00Z"), "must not lie before the year 1")

/** Free-form JSON that is stored exactly as it was sent. */
export const keptRecord = z.record(z.string(), z.unknown()).superRefine((value, context) => {
  const problem = keepingProblem(value)
  if (problem) context.addIssue(customIssue({ code: "not_kept", ...problem }))
})

/** An escaped NUL, and not the six characters of one behind an escaped backslash. */
const NUL_IN_JSON = /(?<!\\)(?:\\\\)*\\u0000/

/** Free-form JSON for a `jsonb` column, which refuses NUL characters even when they are escaped. */
export const metadata = z.record(z.string(), z.unknown()).superRefine((value, context) => {
  const problem = keepingProblem(value)
  if (problem) context.addIssue(customIssue({ code: "not_kept", ...problem }))
  else if (NUL_IN_JSON.test(JSON.stringify(value)))
    context.addIssue(customIssue({ path: [], code: "not_storable", message: NOT_STORABLE }))
})

/** A signing secret that the caller brings. Its base64 padding is restored: some libraries refuse a secret without it. */
export const suppliedSecret = z.string().transform((secret, context) => {
  const bytes = secretBytes(secret)
  if (bytes) return secretFromBytes(bytes)
  const message = `must be "whsec_" and base64 of ${MIN_SECRET_BYTES} to ${MAX_SECRET_BYTES} bytes`
  context.addIssue(customIssue({ path: [], code: "secret", message }))
  return z.NEVER
})
