import { z } from "@medusajs/framework/zod"
import { line, slug, suppliedSecret } from "../core/fields"
import { SIGNATURE_SCHEME_IDS } from "../core/signature-schemes"

const scheme = z.enum(SIGNATURE_SCHEME_IDS)

export const createSourceInput = z.strictObject({
  name: line(200),
  slug,
  scheme: scheme.default("standard"),
  active: z.boolean().default(true),
  secret: suppliedSecret.optional(),
})
export type CreateSourceInput = z.output<typeof createSourceInput>

/** No `slug`: it can't be changed, because routes and the partner's configuration contain it. */
export const updateSourceInput = z.strictObject({ name: line(200), scheme, active: z.boolean() }).partial()
export type UpdateSourceInput = z.output<typeof updateSourceInput>
