import { z } from "@medusajs/framework/zod"
import type { Occurrence, Row } from "../../event-type"
import { at, instantOrNull, number, rowOrNull, rows, text, textOrNull } from "../_read"
import { exampleOrderData, orderData, orderDataOf, orderFields } from "./_order"

/** The fulfillment module's own event: the only one that `POST /admin/fulfillments/:id/shipment` causes. */
export const FULFILLMENT_UPDATED = "fulfillment.fulfillment.updated"

export const fulfillmentFields: string[] = [
  "id",
  "location_id",
  "provider_id",
  "shipped_at",
  "delivered_at",
  ...["id", "title", "sku", "quantity", "line_item_id"].map((field) => `items.${field}`),
  ...["tracking_number", "tracking_url", "label_url"].map((field) => `labels.${field}`),
  ...orderFields("order."),
]

export const fulfillmentData = orderData.extend({
  fulfillment: z.looseObject({
    id: z.string(),
    location_id: z.string().nullable(),
    provider_id: z.string().nullable(),
    shipped_at: z.iso.datetime().nullable(),
    delivered_at: z.iso.datetime().nullable(),
    items: z.array(
      z.looseObject({
        line_item_id: z.string().nullable(),
        title: z.string(),
        sku: z.string().nullable(),
        quantity: z.number(),
      })
    ),
    labels: z.array(
      z.looseObject({
        tracking_number: z.string().nullable(),
        tracking_url: z.string().nullable(),
        label_url: z.string().nullable(),
      })
    ),
  }),
})
export type FulfillmentData = z.output<typeof fulfillmentData>

/** @returns one occurrence per fulfilment whose `field` is set (`shipped_at`, `delivered_at`). */
export function fulfillmentOccurrences(
  found: Row[],
  field: "shipped_at" | "delivered_at"
): Occurrence<FulfillmentData>[] {
  return found.flatMap((row) => {
    const order = rowOrNull(row.order)
    if (!order || !row[field]) return []
    const fulfillment = {
      id: text(row.id),
      location_id: textOrNull(row.location_id),
      provider_id: textOrNull(row.provider_id),
      shipped_at: instantOrNull(row.shipped_at),
      delivered_at: instantOrNull(row.delivered_at),
      items: rows(row.items).map((item) => ({
        line_item_id: textOrNull(item.line_item_id),
        title: text(item.title),
        sku: textOrNull(item.sku),
        quantity: number(item.quantity),
      })),
      labels: rows(row.labels).map((label) => ({
        tracking_number: textOrNull(label.tracking_number),
        tracking_url: textOrNull(label.tracking_url),
        label_url: textOrNull(label.label_url),
      })),
    }
    return [
      { data: { ...orderDataOf(order), fulfillment }, idempotency_key: fulfillment.id, occurred_at: at(row[field]) },
    ]
  })
}

/** @returns the example of the fulfilment events; `null` for one that is not delivered yet. */
export function exampleFulfillmentData(deliveredAt: string | null): FulfillmentData {
  return {
    ...exampleOrderData,
    fulfillment: {
      id: "ful_01KAMZ9C3E",
      location_id: "sloc_01KAMYZPH7",
      provider_id: "manual_manual",
      shipped_at: "2026-01-05T14:00:00.000Z",
      delivered_at: deliveredAt,
      items: [{ line_item_id: "ordli_01KAMZ7M2E", title: "Blood pressure monitor", sku: "BPM-W", quantity: 2 }],
      labels: [
        {
          tracking_number: "1Z999AA10123456784",
          tracking_url: "https://example.com/track/1Z999AA10123456784",
          label_url: null,
        },
      ],
    },
  }
}
