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
  name: "order.shipped",
  description: "A fulfilment of an order left the house.",
  schema: fulfillmentData,
  example: exampleFulfillmentData(null),
  subject: (data) => data.order_id,
  source: {
    events: [FulfillmentWorkflowEvents.SHIPMENT_CREATED, FULFILLMENT_UPDATED],
    entity: "fulfillment",
    fields: fulfillmentFields,
    filters: byId,
    occurrences: (found) => fulfillmentOccurrences(found, "shipped_at"),
    recent: {
      filters: (range) => ({ shipped_at: range }),
      fields: [],
      keys: (row) => [text(row.id)],
    },
  },
})
