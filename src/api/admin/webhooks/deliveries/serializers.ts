import { FORMATS } from "../../../../modules/webhooks/core/formats"
import type { WebhookDeliveryRow } from "../../../../modules/webhooks/models/webhook-delivery"
import type { WebhookDeliveryAttemptRow } from "../../../../modules/webhooks/models/webhook-delivery-attempt"
import type { WebhookEventRow } from "../../../../modules/webhooks/models/webhook-event"
import type { LogPage } from "../../../_http/wire"

/** A delivery as lists show it: without the payload, which may be 256 KiB. */
export function deliveryView(row: WebhookDeliveryRow) {
  const { id, event_id, subscription_id, event_type, subject, status, attempts, next_retry_at, delivered_at } = row
  const { response_code, response_body, outcome, failure_reason, created_at, updated_at } = row
  return {
    id,
    subscription_id,
    event_id,
    event_type,
    subject,
    status,
    attempts,
    next_retry_at,
    delivered_at,
    response_code,
    response_body,
    outcome,
    failure_reason,
    created_at,
    updated_at,
  }
}
export type DeliveryView = ReturnType<typeof deliveryView>

/** One try of a delivery. */
export function attemptView(row: WebhookDeliveryAttemptRow) {
  const { id, attempt_number, outcome, reason, response_code, response_body, duration_ms, started_at } = row
  return { id, attempt_number, outcome, reason, response_code, response_body, duration_ms, started_at }
}
export type AttemptView = ReturnType<typeof attemptView>

/** A delivery with its payload and its attempts, oldest first. */
export function deliveryDetailView(
  row: WebhookDeliveryRow,
  event: WebhookEventRow,
  attempts: readonly WebhookDeliveryAttemptRow[]
) {
  return { ...deliveryView(row), payload: payloadOf(row, event), attempts_log: attempts.map(attemptView) }
}
export type DeliveryDetailView = ReturnType<typeof deliveryDetailView>

/** What was, or will be, sent: the very rendering the worker uses, so that its bytes are these, serialised. */
function payloadOf(row: WebhookDeliveryRow, event: WebhookEventRow): unknown {
  // Retention emptied it.
  if (event.payload_removed_at !== null) return null
  const format = FORMATS[row.format]
  // Sent by a version that knew a format which is gone.
  if (!format) return null
  const own = row.data === null ? {} : { data: row.data, previous: row.previous }
  return JSON.parse(
    format.render(
      { ...event, ...own, occurred_at: new Date(event.occurred_at) },
      { subscription_id: row.subscription_id, api_version: row.api_version }
    )
  )
}

export interface DeliveryListAnswer extends LogPage {
  deliveries: DeliveryView[]
}

export interface DeliveryAnswer {
  delivery: DeliveryDetailView
}
