import { z } from "@medusajs/framework/zod"
import { defineEventType } from "../../event-type"

export default defineEventType({
  name: "webhook.subscription_failing",
  description: "A subscription has only failed for a day. It will be switched off after five.",
  schema: z.looseObject({
    subscription_id: z.string(),
    name: z.string(),
    failing_since: z.iso.datetime(),
    consecutive_failures: z.number().int(),
  }),
  example: {
    subscription_id: "sub_01KAMZ3H5J",
    name: "Klaviyo",
    failing_since: "2026-01-04T22:30:00.000Z",
    consecutive_failures: 12,
  },
  subject: (data) => data.subscription_id,
})
