import type { InferTypeOf } from "@medusajs/framework/types"
import { model } from "@medusajs/framework/utils"
import { DELIVERY_STATUSES } from "../core/delivery-state"

/**
 * One event for one subscription. The row is the truth; an engine only knows when to claim again. The lease is in a table of
 * its own, `webhook_delivery_lease`, so that this row is written twice in its life, not four times. Never soft-deleted.
 */
export const WebhookDelivery = model
  .define("webhook_delivery", {
    id: model.id({ prefix: "dlv" }).primaryKey(),
    event_id: model.text(),
    subscription_id: model.text(),
    event_type: model.text(),
    subject: model.text().nullable(),
    status: model.enum([...DELIVERY_STATUSES]).default("pending"),
    /** The body format, frozen when the delivery is made, so that every attempt sends the same bytes. */
    format: model.text(),
    api_version: model.text(),
    /** How many attempts are settled. */
    attempts: model.number().default(0),
    /** When the next attempt is due; `null` when none is. */
    next_retry_at: model.dateTime().nullable(),
    delivered_at: model.dateTime().nullable(),
    /** HTTP status of the last attempt. */
    response_code: model.number().nullable(),
    response_body: model.text().nullable(),
    outcome: model.text().nullable(),
    failure_reason: model.text().nullable(),
    /** The projection's data as JSON text, where it differs from the event's: another body version, mapped values. */
    data: model.text().nullable(),
    previous: model.text().nullable(),
  })
  .indexes([
    {
      name: "IDX_webhook_delivery_due",
      on: ["subscription_id", "status", "next_retry_at", "id"],
      where: "status IN ('pending', 'retrying')",
    },
    { on: ["event_id"] },
    { on: ["subscription_id", "id"] },
    { on: ["subject", "id"] },
    { on: ["status", "id"] },
  ])

export type WebhookDeliveryRow = InferTypeOf<typeof WebhookDelivery>
