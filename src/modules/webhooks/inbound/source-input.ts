import { z } from "@medusajs/framework/zod"
import { MAX_SECRET_BYTES, MIN_SECRET_BYTES, secretBytes } from "../core/secrets"
import { SIGNATURE_SCHEME_IDS } from "../core/signature-schemes"

const name = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((text) => !text.includes("\0"), "must not hold a NUL character")
const scheme = z.enum(SIGNATURE_SCHEME_IDS)

export const createSourceInput = z.strictObject({
  name,
  slug: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be lower-case letters and digits, with single dashes")
    .max(60),
  scheme: scheme.default("standard"),
  active: z.boolean().default(true),
  secret: z
    .string()
    .refine((secret) => secretBytes(secret) !== null, {
      message: `must be "whsec_" and base64 of ${MIN_SECRET_BYTES} to ${MAX_SECRET_BYTES} bytes`,
      params: { code: "secret" },
    })
    .optional(),
})
export type CreateSourceInput = z.output<typeof createSourceInput>

/** The slug stays: routes, and the partner's configuration, are named after it. */
export const updateSourceInput = z.strictObject({ name, scheme, active: z.boolean() }).partial()
export type UpdateSourceInput = z.output<typeof updateSourceInput>
