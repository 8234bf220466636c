import { PaymentEvents } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { defineEventType } from "../../event-type"
import { at, byId, instant, number, rowOrNull, rows, text } from "../_read"
import { exampleOrderData, orderData, orderDataOf, orderFields } from "./_order"

/** The payment module's own event: the only one for captures that core does not announce (auto-capture inside cart completion). */
const CAPTURE_CREATED = "payment.capture.created"

export default defineEventType({
  name: "order.paid",
  description: "A payment of an order was captured, in whole or in part: one event per capture.",
  schema: orderData.extend({
    payment: z.looseObject({
      id: z.string(),
      amount: z.number().describe("Authorized, major units of currency_code"),
      currency_code: z.string(),
      provider_id: z.string(),
    }),
    capture: z.looseObject({
      id: z.string(),
      amount: z.number().describe("Captured by this capture, major units"),
      captured_at: z.iso.datetime(),
    }),
  }),
  example: {
    ...exampleOrderData,
    payment: { id: "pay_01KAMZ8A1C", amount: 49.9, currency_code: "usd", provider_id: "pp_system_default" },
    capture: { id: "capt_01KAMZ8B2D", amount: 49.9, captured_at: "2026-01-04T22:31:05.000Z" },
  },
  subject: (data) => data.order_id,
  source: {
    events: [PaymentEvents.CAPTURED, CAPTURE_CREATED],
    entity: "payment",
    fields: [
      "id",
      "amount",
      "currency_code",
      "provider_id",
      "captures.id",
      "captures.amount",
      "captures.created_at",
      ...orderFields("payment_collection.order."),
    ],
    // One of Medusa's events names the payment, the other the capture; both lead to the same captures.
    filters: (announced, name) => {
      const found = byId(announced)
      return found && name === CAPTURE_CREATED ? { captures: found } : found
    },
    occurrences: (payments) =>
      payments.flatMap((payment) => {
        const paid = rowOrNull(rowOrNull(payment.payment_collection)?.order)
        if (!paid) return []
        return rows(payment.captures).map((capture) => ({
          data: {
            ...orderDataOf(paid),
            payment: {
              id: text(payment.id),
              amount: number(payment.amount),
              currency_code: text(payment.currency_code),
              provider_id: text(payment.provider_id),
            },
            capture: { id: text(capture.id), amount: number(capture.amount), captured_at: instant(capture.created_at) },
          },
          idempotency_key: text(capture.id),
          occurred_at: at(capture.created_at),
        }))
      }),
    recent: {
      filters: (range) => ({ captures: { created_at: range } }),
      fields: ["captures.id"],
      keys: (row) => rows(row.captures).map((capture) => text(capture.id)),
    },
  },
})
