import { z } from "@medusajs/framework/zod"
import { instant } from "../../../../modules/webhooks/core/fields"
import { eventTypes } from "../../../../modules/webhooks/event-types"
import {
  createSubscriptionInput,
  previewInput,
  updateSubscriptionInput,
} from "../../../../modules/webhooks/subscriptions/input"
import { filterText, listQuery } from "../../../_http/list"
import { flag } from "../../../_http/validators"

export const AdminGetSubscriptionsQuery = listQuery(
  {
    active: flag.optional(),
    account_id: filterText.optional(),
  },
  ["id", "created_at", "updated_at", "name"]
)

export const AdminCreateSubscription = createSubscriptionInput
export type CreateSubscriptionBody = z.input<typeof AdminCreateSubscription>

export const AdminUpdateSubscription = updateSubscriptionInput
export type UpdateSubscriptionBody = z.input<typeof AdminUpdateSubscription>

export const AdminPreviewSubscription = previewInput
export type PreviewBody = z.input<typeof AdminPreviewSubscription>

const inCatalogue = (name: string) => eventTypes.has(name)

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
      .array(
        z.string().refine(inCatalogue, { message: "is not in the catalogue", params: { code: "not_in_catalogue" } })
      )
      .min(1)
      .max(100)
      .optional(),
    include_missing: z.boolean().default(false),
  })
  .refine(({ from, to }) => to === undefined || Date.parse(from) < Date.parse(to), {
    message: "must be after from",
    path: ["to"],
    params: { code: "not_after_from" },
  })
export type AdminReplayType = z.output<typeof AdminReplay>

const point = instant.transform((text) => new Date(text)).optional()
/** The last 24 hours, unless said otherwise. */
export const AdminGetStatsQuery = z.strictObject({ from: point, to: point })

export const AdminTestSubscription = z.strictObject({
  event_type: z
    .string()
    .refine(inCatalogue, {
      message: "is not in the catalogue (GET /admin/webhooks/event-types lists what is)",
      params: { code: "not_in_catalogue" },
    })
    .optional(),
})
export type AdminTestSubscriptionType = z.output<typeof AdminTestSubscription>
export type TestSubscriptionBody = z.input<typeof AdminTestSubscription>
