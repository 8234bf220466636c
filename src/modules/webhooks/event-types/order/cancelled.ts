import { OrderWorkflowEvents } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { defineEventType } from "../../event-type"
import { at, byId, instant, text } from "../_read"
import { exampleOrderData, orderData, orderDataOf, orderFields } from "./_order"

export default defineEventType({
  name: "order.cancelled",
  description: "An order was voided.",
  schema: orderData.extend({ cancelled_at: z.iso.datetime() }),
  example: {
    ...exampleOrderData,
    cancelled_at: "2026-01-05T09:12:00.000Z",
    order: { ...exampleOrderData.order, status: "canceled" },
  },
  subject: (data) => data.order_id,
  source: {
    events: [OrderWorkflowEvents.CANCELED],
    entity: "order",
    fields: [...orderFields(), "canceled_at"],
    filters: byId,
    occurrences: (found) =>
      found
        .filter((row) => row.canceled_at)
        .map((row) => {
          const data = { ...orderDataOf(row), cancelled_at: instant(row.canceled_at) }
          return { data, idempotency_key: data.order_id, occurred_at: at(row.canceled_at) }
        }),
    recent: {
      filters: (range) => ({ canceled_at: range }),
      fields: [],
      keys: (row) => [text(row.id)],
    },
  },
})
