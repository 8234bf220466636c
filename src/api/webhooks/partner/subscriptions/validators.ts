import { z } from "@medusajs/framework/zod"
import { customIssue } from "../../../../modules/webhooks/core/issue"
import { createSubscriptionInput, updateSubscriptionInput } from "../../../../modules/webhooks/subscriptions/input"
import { DeliveriesOfOneQuery } from "../../../admin/webhooks/deliveries/validators"
import { AdminGetSubscriptionsQuery, AdminTestSubscription } from "../../../admin/webhooks/subscriptions/validators"

/** What staff decides: a fallback would tell a partner whether others listen. */
const STAFF_ONLY = ["fallback"]

const withoutStaffOnly = z.record(z.string(), z.unknown()).superRefine((given, context) => {
  for (const key of STAFF_ONLY) {
    if (key in given) context.addIssue(customIssue({ path: [key], code: "not_yours", message: "is not yours to set" }))
  }
})

export const PartnerGetSubscriptionsQuery = AdminGetSubscriptionsQuery
export const PartnerCreateSubscription = withoutStaffOnly.pipe(createSubscriptionInput)
export const PartnerUpdateSubscription = withoutStaffOnly.pipe(updateSubscriptionInput)
export const PartnerTestSubscription = AdminTestSubscription

export const PartnerGetDeliveriesQuery = DeliveriesOfOneQuery
