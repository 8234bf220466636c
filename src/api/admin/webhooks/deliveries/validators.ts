import { z } from "@medusajs/framework/zod"
import { DELIVERY_STATUSES } from "../../../../modules/webhooks/core/delivery-state"
import { instantRange, listQuery, oneOrMore } from "../../../_http/list"

export const AdminGetDeliveriesQuery = listQuery(
  {
    subscription_id: oneOrMore(z.string()).optional(),
    event_type: oneOrMore(z.string()).optional(),
    event_id: oneOrMore(z.string()).optional(),
    subject: oneOrMore(z.string()).optional(),
    status: oneOrMore(z.enum(DELIVERY_STATUSES)).optional(),
    created_at: instantRange.optional(),
  },
  ["id", "created_at"]
)
export type AdminGetDeliveriesQueryType = z.output<typeof AdminGetDeliveriesQuery>

export const AdminActOnDelivery = z.strictObject({})
