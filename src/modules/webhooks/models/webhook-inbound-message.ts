import type { InferTypeOf } from "@medusajs/framework/types"
import { model } from "@medusajs/framework/utils"

export const INBOUND_STATUSES = ["received", "processed", "failed", "quarantined"] as const
export type InboundStatus = (typeof INBOUND_STATUSES)[number]

/** An inbound message: one call from a source, stored before anything else happens. */
export const WebhookInboundMessage = model
  .define("webhook_inbound_message", {
    id: model.id({ prefix: "inb" }).primaryKey(),
    source_id: model.text(),
    /** The source's slug, and the message's name or the vendor's name of it: `emr/video-call-completed`. */
    kind: model.text(),
    dedupe_key: model.text(),
    /** The text as it came, encrypted; in the clear in rows of an older version. */
    body: model.text(),
    /** SHA-256 of the bytes, as hex: another body under the same id shows. */
    body_hash: model.text().default(""),
    /** `quarantined`: only staff have it tried again. */
    status: model.enum([...INBOUND_STATUSES]).default("received"),
    /** What the handler answered, as JSON text. */
    result: model.text().nullable(),
    /** A word for lists: `unknown_patient`. */
    cause: model.text().nullable(),
    /** The sentence for staff. */
    error: model.text().nullable(),
    /** What has to change before a failed message is tried again by itself: `customer:cus_1`. */
    waits_for: model.text().nullable(),
    tries: model.number().default(0),
    /** Tries that began since the last outcome, and were ended by a fault of ours or by the end of the process. */
    faults: model.number().default(1),
    /** When the background job tries again after a fault of ours; `null` when it need not. */
    next_try_at: model.dateTime().nullable(),
    processed_at: model.dateTime().nullable(),
  })
  .indexes([
    { on: ["source_id", "dedupe_key"], unique: true, where: null as unknown as string },
    { on: ["status", "id"] },
    { name: "IDX_webhook_inbound_message_due", on: ["next_try_at"], where: "next_try_at IS NOT NULL" },
    { name: "IDX_webhook_inbound_message_waits_for", on: ["waits_for"], where: "waits_for IS NOT NULL" },
  ])

export type WebhookInboundMessageRow = InferTypeOf<typeof WebhookInboundMessage>
