import { z } from "@medusajs/framework/zod"
import { instantRange, listQuery, oneOrMore } from "../../../_http/list"

export const AdminGetEventsQuery = listQuery(
  {
    type: oneOrMore(z.string()).optional(),
    subject: oneOrMore(z.string()).optional(),
    account_id: z.string().optional(),
    idempotency_key: z.string().optional(),
    created_at: instantRange.optional(),
  },
  ["id", "created_at"]
)

const short = z
  .string()
  .min(1)
  .max(255)
  .refine((text) => !text.includes("\0"), "must not hold a NUL character")

/** `type` and `data` are checked against the catalogue when the event is published. */
export const AdminPublishEvent = z.strictObject({
  type: z.string(),
  data: z.record(z.string(), z.unknown()),
  previous: z.record(z.string(), z.unknown()).nullable().optional(),
  account_id: short.nullable().optional(),
  parties: z.array(short).min(1).max(20).nullable().optional(),
  actor: short.nullable().optional(),
  callback_url: z.string().max(2_048).nullable().optional(),
  source: short.nullable().optional(),
  idempotency_key: short.nullable().optional(),
  occurred_at: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text).toISOString())
    .nullable()
    .optional(),
})
export type AdminPublishEventType = z.output<typeof AdminPublishEvent>
