import { z } from "@medusajs/framework/zod"
import { defineEventType } from "../../event-type"

export default defineEventType({
  name: "webhook.subscription_disabled",
  description: "A subscription was switched off: its receiver is gone, or has only failed for five days.",
  schema: z.looseObject({
    subscription_id: z.string(),
    name: z.string(),
    reason: z.enum(["gone", "failing"]),
    failing_since: z.iso.datetime().nullable(),
    disabled_at: z.iso.datetime(),
  }),
  example: {
    subscription_id: "sub_01KAMZ3H5J",
    name: "Klaviyo",
    reason: "failing" as const,
    failing_since: "2026-01-04T22:30:00.000Z",
    disabled_at: "2026-01-09T22:30:00.000Z",
  },
  subject: (data) => data.subscription_id,
})
