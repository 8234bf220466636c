import { z } from "@medusajs/framework/zod"
import { isPlace, regionOfPlace } from "./core/region-code"

/** A hundred years: more is a typing error. */
const MAX_DAYS = 36_500

const fields = {
  active: z.boolean(),
  validity_days: z.int().min(1).max(MAX_DAYS).nullable(),
  renewal_notice_days: z.int().min(0).max(MAX_DAYS),
  product_tags: z.array(z.string().trim().min(1).max(255)).min(1).max(50).nullable(),
}

export const createRequirementInput = z
  .strictObject({
    region_code: z
      .string()
      .refine(isPlace, "must be an ISO 3166 code in capitals: a country (DE) or a subdivision (US-TX)")
      // One code for a place that has two; a subdivision stays one, it divides its country from now on.
      .transform((place) => regionOfPlace(place, new Set([place.slice(0, 2), "US"]))),
    active: fields.active.default(true),
    validity_days: fields.validity_days.default(null),
    renewal_notice_days: fields.renewal_notice_days.default(30),
    product_tags: fields.product_tags.default(null),
  })
  .refine(noticeFits, { path: ["renewal_notice_days"], message: "must be less than validity_days" })
export type CreateRequirementInput = z.output<typeof createRequirementInput>

/** No `region_code`: a rule for another place is another rule. */
export const updateRequirementInput = z
  .strictObject(fields)
  .partial()
  .refine(noticeFits, { path: ["renewal_notice_days"], message: "must be less than validity_days" })
export type UpdateRequirementInput = z.output<typeof updateRequirementInput>

function noticeFits({ validity_days, renewal_notice_days }: Partial<CreateRequirementInput>): boolean {
  if (validity_days === null || validity_days === undefined || renewal_notice_days === undefined) return true
  return renewal_notice_days < validity_days
}
