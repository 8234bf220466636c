import { z } from "@medusajs/framework/zod"
import { instant } from "../../../../modules/webhooks/core/fields"
import { DEFAULT_GRACE_PERIOD_SECONDS, MAX_GRACE_PERIOD_SECONDS } from "../../../../modules/webhooks/core/secrets"
import { eventTypes } from "../../../../modules/webhooks/event-types"
import {
  createSubscriptionInput,
  previewInput,
  updateSubscriptionInput,
} from "../../../../modules/webhooks/subscriptions/input"
import { filterText, listQuery } from "../../../_http/list"

export const AdminGetSubscriptionsQuery = listQuery(
  {
    active: z
      .enum(["true", "false"])
      .transform((text) => text === "true")
      .optional(),
    account_id: filterText.optional(),
  },
  ["id", "created_at", "updated_at", "name"]
)
export type AdminGetSubscriptionsQueryType = z.output<typeof AdminGetSubscriptionsQuery>

export const AdminCreateSubscription = createSubscriptionInput
export const AdminUpdateSubscription = updateSubscriptionInput
export const AdminPreviewSubscription = previewInput

export const AdminRotateSecret = z.strictObject({
  grace_period_seconds: z.int().min(0).max(MAX_GRACE_PERIOD_SECONDS).default(DEFAULT_GRACE_PERIOD_SECONDS),
})
export type AdminRotateSecretType = z.output<typeof AdminRotateSecret>

/** Past events, by when they happened. Without statuses: what did not arrive. */
export const AdminReplay = z
  .strictObject({
    from: instant,
    to: instant.optional(),
    statuses: z
      .array(z.enum(["delivered", "failed", "cancelled"]))
      .min(1)
      .default(["failed", "cancelled"]),
    event_types: z
      .array(z.string().refine((name) => eventTypes.has(name), "is not in the catalogue"))
      .min(1)
      .max(100)
      .optional(),
    include_missing: z.boolean().default(false),
  })
  .refine(({ from, to }) => to === undefined || Date.parse(from) < Date.parse(to), {
    message: "must be after from",
    path: ["to"],
  })
export type AdminReplayType = z.output<typeof AdminReplay>

const point = instant.transform((text) => new Date(text)).optional()
/** The last 24 hours, unless said otherwise. */
export const AdminGetStatsQuery = z.strictObject({ from: point, to: point })
export type AdminGetStatsQueryType = z.output<typeof AdminGetStatsQuery>

export const AdminTestSubscription = z.strictObject({
  event_type: z
    .string()
    .refine((name) => eventTypes.has(name), "is not in the catalogue (GET /admin/webhooks/event-types lists what is)")
    .optional(),
})
export type AdminTestSubscriptionType = z.output<typeof AdminTestSubscription>
