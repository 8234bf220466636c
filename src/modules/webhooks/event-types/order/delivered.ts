import { FulfillmentWorkflowEvents } from "@medusajs/framework/utils"
import { defineEventType } from "../../event-type"
import { byId, text } from "../_read"
import {
  FULFILLMENT_UPDATED,
  exampleFulfillmentData,
  fulfillmentData,
  fulfillmentFields,
  fulfillmentOccurrences,
} from "./_fulfillment"

export default defineEventType({
  name: "order.delivered",
  description: "A fulfilment of an order arrived.",
  schema: fulfillmentData,
  example: exampleFulfillmentData("2026-01-07T10:20:00.000Z"),
  subject: (data) => data.order_id,
  source: {
    events: [FulfillmentWorkflowEvents.DELIVERY_CREATED, FULFILLMENT_UPDATED],
    entity: "fulfillment",
    fields: fulfillmentFields,
    filters: byId,
    occurrences: (found) => fulfillmentOccurrences(found, "delivered_at"),
    recent: {
      filters: (range) => ({ delivered_at: range }),
      fields: [],
      keys: (row) => [text(row.id)],
    },
  },
})
