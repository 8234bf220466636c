import { z } from "@medusajs/framework/zod"
import { DELIVERY_STATUSES } from "../../../../modules/webhooks/core/delivery-state"
import { filterText, instantRange, listQuery, oneOrMore } from "../../../_http/list"

/** What deliveries of one subscription are narrowed by. */
const filters = {
  event_type: oneOrMore(filterText).optional(),
  event_id: oneOrMore(filterText).optional(),
  subject: oneOrMore(filterText).optional(),
  status: oneOrMore(z.enum(DELIVERY_STATUSES)).optional(),
  created_at: instantRange.optional(),
}
const ORDERS: [string, ...string[]] = ["id", "created_at"]

export const DeliveriesOfOneQuery = listQuery(filters, ORDERS)

export const AdminGetDeliveriesQuery = listQuery(
  { subscription_id: oneOrMore(filterText).optional(), ...filters },
  ORDERS
)
