import { OrderWorkflowEvents } from "@medusajs/framework/utils"
import { defineEventType } from "../../event-type"
import { at, byId, text } from "../_read"
import { exampleOrderData, orderData, orderDataOf, orderFields } from "./_order"

export default defineEventType({
  name: "order.placed",
  description: "A new order was created: a cart was completed, or a draft order was turned into one.",
  schema: orderData,
  example: exampleOrderData,
  subject: (data) => data.order_id,
  source: {
    events: [OrderWorkflowEvents.PLACED],
    entity: "order",
    fields: orderFields(),
    filters: byId,
    occurrences: (found) =>
      found.map((row) => {
        const data = orderDataOf(row)
        return { data, idempotency_key: data.order_id, occurred_at: at(row.created_at) }
      }),
    recent: {
      filters: (range) => ({ created_at: range }),
      fields: ["is_draft_order"],
      keys: (row) => (row.is_draft_order === true ? [] : [text(row.id)]),
    },
  },
})
