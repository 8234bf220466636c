import { z } from "@medusajs/framework/zod"
import { line, slug } from "../core/fields"
import { MAX_EVENT_PATTERNS, eventPattern } from "../subscriptions/input"

const events = z.array(eventPattern).min(1, "at least one event").max(MAX_EVENT_PATTERNS)

export const createPartnerInput = z.strictObject({
  name: line(200),
  application_id: slug.min(3).optional(),
  /** `null` or left out: the partner is a vendor. */
  account_id: line(200).nullable().default(null),
  events,
  active: z.boolean().default(true),
})
export type CreatePartnerInput = z.output<typeof createPartnerInput>

/** No id and no account: the partner's subscriptions are tied to them. For another account, create another partner. */
export const updatePartnerInput = z.strictObject({ name: line(200), events, active: z.boolean() }).partial()
export type UpdatePartnerInput = z.output<typeof updatePartnerInput>
