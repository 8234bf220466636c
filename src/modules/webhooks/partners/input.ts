import { z } from "@medusajs/framework/zod"
import { eventPattern } from "../subscriptions/input"

const MAX_EVENT_PATTERNS = 100
const line = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((text) => !text.includes("\0"), "must not hold a NUL character")
const events = z.array(eventPattern).min(1, "at least one event").max(MAX_EVENT_PATTERNS)

export const createPartnerInput = z.strictObject({
  name: line,
  application_id: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be lower-case letters and digits, with single dashes")
    .min(3)
    .max(60)
    .optional(),
  /** Left out or `null`: a vendor. */
  account_id: line.nullable().default(null),
  events,
  active: z.boolean().default(true),
})
export type CreatePartnerInput = z.output<typeof createPartnerInput>

/** Id and account stay: its subscriptions are tied to them. A partner of another account is another partner. */
export const updatePartnerInput = z.strictObject({ name: line, events, active: z.boolean() }).partial()
export type UpdatePartnerInput = z.output<typeof updatePartnerInput>
