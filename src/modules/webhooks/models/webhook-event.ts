import type { InferTypeOf } from "@medusajs/framework/types"
import { model } from "@medusajs/framework/utils"

/** Something that happened, frozen as it was told. Written with its deliveries in one transaction. */
export const WebhookEvent = model
  .define("webhook_event", {
    id: model.id({ prefix: "evt" }).primaryKey(),
    type: model.text(),
    /** The id of what it is about: order, customer, establishment … */
    subject: model.text().nullable(),
    account_id: model.text().nullable(),
    /** Further accounts that the event is for: both parties of a case. */
    parties: model.array().nullable(),
    /** Who did it: an account. */
    actor: model.text().nullable(),
    /** Where this event goes instead of to the subscriptions. */
    callback_url: model.text().nullable(),
    /** The producer gave before and after, and they were the same: recorded, and told to nobody. */
    nothing_changed: model.boolean().default(false),
    /** Unique per type: the same occurrence told twice is one event. */
    idempotency_key: model.text(),
    /** The thing whose state a tracked event tells (an address), so that the last state can be found. */
    tracked_id: model.text().nullable(),
    /** JSON as text: jsonb would reorder keys, and attempts must send equal bytes. */
    data: model.text(),
    previous: model.text().nullable(),
    occurred_at: model.dateTime(),
    /** W3C trace context of the publishing: its attempts join the trace. */
    traceparent: model.text().nullable(),
    /** Retention emptied `data` and `previous`; the row still tells that it happened. */
    payload_removed_at: model.dateTime().nullable(),
  })
  .indexes([
    // `where: null`: a partial unique index would not serve ON CONFLICT (type, idempotency_key).
    { on: ["type", "idempotency_key"], unique: true, where: null as unknown as string },
    { on: ["subject", "id"] },
    { on: ["tracked_id", "type", "id"], where: "tracked_id IS NOT NULL" },
  ])

export type WebhookEventRow = InferTypeOf<typeof WebhookEvent>
