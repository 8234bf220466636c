import { z } from "@medusajs/framework/zod"
import { DEFAULT_GRACE_PERIOD_SECONDS, MAX_GRACE_PERIOD_SECONDS } from "../../../../modules/webhooks/core/secrets"
import { eventTypes } from "../../../../modules/webhooks/event-types"
import { createSubscriptionInput, updateSubscriptionInput } from "../../../../modules/webhooks/subscription-input"
import { listQuery } from "../../../_http/list"

export const AdminGetSubscriptionsQuery = listQuery(
  { active: z.enum(["true", "false"]).transform((text) => text === "true").optional(), account_id: z.string().optional() },
  ["id", "created_at", "updated_at", "name"]
)
export type AdminGetSubscriptionsQueryType = z.output<typeof AdminGetSubscriptionsQuery>

export const AdminCreateSubscription = createSubscriptionInput
export const AdminUpdateSubscription = updateSubscriptionInput

export const AdminRotateSecret = z.strictObject({
  grace_period_seconds: z.int().min(0).max(MAX_GRACE_PERIOD_SECONDS).default(DEFAULT_GRACE_PERIOD_SECONDS),
})
export type AdminRotateSecretType = z.output<typeof AdminRotateSecret>

export const AdminTestSubscription = z.strictObject({
  event_type: z
    .string()
    .refine((name) => eventTypes.has(name), "is not in the catalogue (GET /admin/webhooks/event-types lists what is)")
    .optional(),
})
export type AdminTestSubscriptionType = z.output<typeof AdminTestSubscription>
