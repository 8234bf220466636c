import { z } from "@medusajs/framework/zod"
import { DELIVERY_STATUSES } from "../../../../modules/webhooks/core/delivery-state"
import { createSubscriptionInput, updateSubscriptionInput } from "../../../../modules/webhooks/subscription-input"
import { instantRange, listQuery, oneOrMore } from "../../../_http/list"
import { AdminGetSubscriptionsQuery, AdminTestSubscription } from "../../../admin/webhooks/subscriptions/validators"

/** What staff decides: a fallback would tell a partner whether others listen. */
const STAFF_ONLY = ["fallback"]

const withoutStaffOnly = z.record(z.string(), z.unknown()).superRefine((given, context) => {
  for (const key of STAFF_ONLY) {
    if (key in given) context.addIssue({ code: "custom", message: "is not yours to set", path: [key] })
  }
})

export const PartnerGetSubscriptionsQuery = AdminGetSubscriptionsQuery
export const PartnerCreateSubscription = withoutStaffOnly.pipe(createSubscriptionInput)
export const PartnerUpdateSubscription = withoutStaffOnly.pipe(updateSubscriptionInput)
export const PartnerTestSubscription = AdminTestSubscription

export const PartnerGetDeliveriesQuery = listQuery(
  {
    event_type: oneOrMore(z.string()).optional(),
    event_id: oneOrMore(z.string()).optional(),
    subject: oneOrMore(z.string()).optional(),
    status: oneOrMore(z.enum(DELIVERY_STATUSES)).optional(),
    created_at: instantRange.optional(),
  },
  ["id", "created_at"]
)
export type PartnerGetDeliveriesQueryType = z.output<typeof PartnerGetDeliveriesQuery>
