import { z } from "@medusajs/framework/zod"
import { line, metadata, slug, text } from "../core/fields"
import { isReservedSlug } from "../core/reserved-slugs"
import { SIGNATURE_SCHEME_IDS } from "../core/signature-schemes"
import { fetchUrlProblem } from "./fetch-url"
import { PROFILE_IDS } from "./profiles"

const scheme = z.enum(SIGNATURE_SCHEME_IDS)
const profile = z.enum(PROFILE_IDS as [string, ...string[]])
const MAX_RATE_PER_MINUTE = 100_000

const freeSlug = slug.refine((name) => !isReservedSlug(name), "is the name of a route of the shop's own")
/** A header's value: what lies beyond ASCII, or breaks the line, could not be sent. */
const credential = line(4_096).regex(/^[\x20-\x7e]+$/, "must be printable ASCII")

const fetchUrl = text(2_048).superRefine((url, context) => {
  const message = fetchUrlProblem(url)
  if (message !== null) context.addIssue({ code: "custom", message })
})

/** What create and update have in common; what fits together is checked by `settledSource`. */
const fields = {
  /** `null`: the one named like `scheme`. */
  profile: profile.nullable(),
  settings: metadata,
  messages: z.array(slug).max(100).nullable(),
  rate_limit_per_minute: z.int().min(1).max(MAX_RATE_PER_MINUTE).nullable(),
  fetch_url: fetchUrl.nullable(),
  fetch_credential: credential.nullable(),
}

export const createSourceInput = z.strictObject({
  name: line(200),
  slug: freeSlug,
  scheme: scheme.default("standard"),
  active: z.boolean().default(true),
  profile: fields.profile.default(null),
  settings: fields.settings.default({}),
  messages: fields.messages.default(null),
  rate_limit_per_minute: fields.rate_limit_per_minute.default(null),
  fetch_url: fields.fetch_url.default(null),
  fetch_credential: fields.fetch_credential.default(null),
  /** Of the form that the profile wants. */
  secret: z.string().max(1_024).optional(),
})
export type CreateSourceInput = z.output<typeof createSourceInput>

/** No `slug`: it can't be changed, because routes and the partner's configuration contain it. */
export const updateSourceInput = z.strictObject({ name: line(200), scheme, active: z.boolean(), ...fields }).partial()
export type UpdateSourceInput = z.output<typeof updateSourceInput>
