import type { InferTypeOf } from "@medusajs/framework/types"
import { model } from "@medusajs/framework/utils"

/** One try of a delivery. Written once, never changed. */
export const WebhookDeliveryAttempt = model
  .define("webhook_delivery_attempt", {
    id: model.id({ prefix: "att" }).primaryKey(),
    delivery_id: model.text(),
    /** 1-based. A try whose worker lost its lease may share its number with the one that took over. */
    attempt_number: model.number(),
    outcome: model.text(),
    reason: model.text().nullable(),
    response_code: model.number().nullable(),
    response_body: model.text().nullable(),
    duration_ms: model.number(),
    started_at: model.dateTime(),
  })
  .indexes([{ on: ["delivery_id", "id"] }])

export type WebhookDeliveryAttemptRow = InferTypeOf<typeof WebhookDeliveryAttempt>
