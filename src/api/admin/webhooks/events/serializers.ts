import type { WebhookEventRow } from "../../../../modules/webhooks/models/webhook-event"
import type { LogPage } from "../../../_http/wire"

/** An event as lists show it: without `data`, which may be 256 KiB. */
export function eventSummary(row: WebhookEventRow) {
  const { id, type, subject, account_id, parties, actor, callback_url, nothing_changed } = row
  const { idempotency_key, payload_removed_at, occurred_at, created_at } = row
  return {
    id,
    type,
    subject,
    account_id,
    parties,
    actor,
    callback_url,
    nothing_changed,
    idempotency_key,
    payload_removed_at,
    occurred_at,
    created_at,
  }
}
export type EventSummary = ReturnType<typeof eventSummary>

/** An event with its data. */
export function eventView(row: WebhookEventRow) {
  return {
    ...eventSummary(row),
    data: JSON.parse(row.data) as unknown,
    previous: row.previous === null ? null : (JSON.parse(row.previous) as unknown),
  }
}
export type EventView = ReturnType<typeof eventView>

export interface EventListAnswer extends LogPage {
  events: EventSummary[]
}

export interface EventAnswer {
  event: EventView
}

export interface PublishedEventAnswer extends EventAnswer {
  deliveries_count: number
}
