import type { InferTypeOf } from "@medusajs/framework/types"
import { model } from "@medusajs/framework/utils"

/** One attempt of a delivery. Written once, never changed (retention empties its answer). */
export const WebhookDeliveryAttempt = model
  .define("webhook_delivery_attempt", {
    id: model.id({ prefix: "att" }).primaryKey(),
    delivery_id: model.text(),
    /** 1 for the first attempt. An attempt whose worker lost its lease may share its number with that of the worker that took over. */
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
