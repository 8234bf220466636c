import type { InferTypeOf } from "@medusajs/framework/types"
import { model } from "@medusajs/framework/utils"

export const INBOUND_STATUSES = ["received", "processed", "failed"] as const
export type InboundStatus = (typeof INBOUND_STATUSES)[number]

/** An inbound message: one call from a source, stored raw before anything else happens. */
export const WebhookInboundMessage = model
  .define("webhook_inbound_message", {
    id: model.id({ prefix: "inb" }).primaryKey(),
    source_id: model.text(),
    /** The name of the message's handler: `emr/video-call-completed`. */
    kind: model.text(),
    dedupe_key: model.text(),
    /** The bytes as they came, as UTF-8 text. */
    body: model.text(),
    status: model.enum([...INBOUND_STATUSES]).default("received"),
    /** What the handler answered, as JSON text. */
    result: model.text().nullable(),
    error: model.text().nullable(),
    tries: model.number().default(0),
    /** When the background job tries again after a fault of ours; `null` when it need not. */
    next_try_at: model.dateTime().nullable(),
    processed_at: model.dateTime().nullable(),
  })
  .indexes([
    { on: ["source_id", "dedupe_key"], unique: true, where: null as unknown as string },
    { on: ["status", "id"] },
    { name: "IDX_webhook_inbound_message_due", on: ["next_try_at"], where: "next_try_at IS NOT NULL" },
  ])

export type WebhookInboundMessageRow = InferTypeOf<typeof WebhookInboundMessage>
