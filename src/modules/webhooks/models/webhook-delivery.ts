import type { InferTypeOf } from "@medusajs/framework/types"
import { model } from "@medusajs/framework/utils"
import { DELIVERY_STATUSES } from "../core/delivery-state"

/**
 * One event owed to one subscription. The row is the truth; an engine only remembers when to look at it again.
 * Who is sending it right now stands in `webhook_delivery_lease`, so that this row is written twice in its life, not four times.
 * Never soft-deleted.
 */
export const WebhookDelivery = model
  .define("webhook_delivery", {
    id: model.id({ prefix: "dlv" }).primaryKey(),
    event_id: model.text(),
    subscription_id: model.text(),
    event_type: model.text(),
    subject: model.text().nullable(),
    status: model.enum([...DELIVERY_STATUSES]).default("pending"),
    /** How the body is rendered from the event: frozen here, so that every attempt sends equal bytes. */
    format: model.text(),
    api_version: model.text(),
    /** Attempts settled. */
    attempts: model.number().default(0),
    /** When the next attempt is due; `null` once nothing is owed. */
    next_retry_at: model.dateTime().nullable(),
    delivered_at: model.dateTime().nullable(),
    /** Of the last attempt. */
    response_code: model.number().nullable(),
    response_body: model.text().nullable(),
    outcome: model.text().nullable(),
    failure_reason: model.text().nullable(),
    /** What this subscription gets of the event, as JSON text, where that is not what the event holds: a version of the body, mapped values. */
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
