import type { InferTypeOf } from "@medusajs/framework/types"
import { model } from "@medusajs/framework/utils"

/** Something that happened, frozen as it was published. Written in one transaction with its deliveries. */
export const WebhookEvent = model
  .define("webhook_event", {
    id: model.id({ prefix: "evt" }).primaryKey(),
    type: model.text(),
    /** The id of the thing that the event is about: an order, a customer, an establishment … */
    subject: model.text().nullable(),
    account_id: model.text().nullable(),
    /** Further accounts that receive the event: both parties of a case. */
    parties: model.array().nullable(),
    /** The account that caused the event. */
    actor: model.text().nullable(),
    /** The URL to which this event goes instead of to subscriptions. */
    callback_url: model.text().nullable(),
    /** The producer gave the former and the new state, and they were equal: the event is recorded, and no delivery is made. */
    nothing_changed: model.boolean().default(false),
    /** Unique per type: an occurrence that is published twice is one event. */
    idempotency_key: model.text(),
    /** Of an event about a tracked state: the id of the thing (an address), by which the last published state is found. */
    tracked_id: model.text().nullable(),
    /** Counts the events about one tracked thing, from 1: taken under its lock, for clocks differ, and with them the order of ids. */
    tracked_sequence: model.number().nullable(),
    /** JSON as text: jsonb would reorder keys, and all attempts must send the same bytes. */
    data: model.text(),
    previous: model.text().nullable(),
    occurred_at: model.dateTime(),
    /** W3C trace context of the publish: the attempts join the trace. */
    traceparent: model.text().nullable(),
    /** When retention emptied `data` and `previous`; the row still records that the event happened. */
    payload_removed_at: model.dateTime().nullable(),
  })
  .indexes([
    // `where: null`: a partial unique index would not serve ON CONFLICT (type, idempotency_key).
    { on: ["type", "idempotency_key"], unique: true, where: null as unknown as string },
    { on: ["subject", "id"] },
    { on: ["tracked_id", "type", "id"], where: "tracked_id IS NOT NULL" },
  ])

export type WebhookEventRow = InferTypeOf<typeof WebhookEvent>
