import { FORMATS } from "../../../../modules/webhooks/core/formats"

export interface DeliveryRecord {
  id: string
  event_id: string
  subscription_id: string
  event_type: string
  subject: string | null
  status: string
  format: string
  api_version: string
  /** What this subscription gets, where that is not what the event holds. */
  data: string | null
  previous: string | null
  attempts: number
  next_retry_at: Date | string | null
  delivered_at: Date | string | null
  response_code: number | null
  response_body: string | null
  outcome: string | null
  failure_reason: string | null
  created_at: Date | string
  updated_at: Date | string
}

export interface EventRecord {
  id: string
  type: string
  occurred_at: Date | string
  data: string
  previous: string | null
  payload_removed_at: Date | string | null
}

/** A delivery as lists show it: without the payload, which may be 256 KiB. */
export function deliveryView(row: DeliveryRecord) {
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

/** What was, or will be, sent: the very rendering the worker uses, so that its bytes are these, serialised. */
export function payloadOf(row: DeliveryRecord, event: EventRecord): unknown {
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

export interface AttemptRecord {
  id: string
  attempt_number: number
  outcome: string
  reason: string | null
  response_code: number | null
  response_body: string | null
  duration_ms: number
  started_at: Date | string
}

export function attemptView({
  id,
  attempt_number,
  outcome,
  reason,
  response_code,
  response_body,
  duration_ms,
  started_at,
}: AttemptRecord) {
  return { id, attempt_number, outcome, reason, response_code, response_body, duration_ms, started_at }
}
