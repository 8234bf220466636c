import type { ClientErrorPolicy, DeliveryStatus, RetryPolicyId } from "./core"

/** What `/admin/webhooks/…` answers. */

export interface Paging {
  count: number
  offset: number
  limit: number
}

export interface EventType {
  name: string
  domain: string
  description: string
  versions: string[]
}

export interface Header {
  name: string
  value: string
}

export const SIGNATURE_SCHEMES = ["standard", "hmac-sha256-hex"] as const
export type SignatureSchemeId = (typeof SIGNATURE_SCHEMES)[number]

export const TRANSPORTS = ["http", "amqp"] as const
export type TransportId = (typeof TRANSPORTS)[number]

export interface Subscription {
  id: string
  name: string
  description: string | null
  url: string
  transport: TransportId
  /** `null` where the transport knows none. */
  method: string | null
  headers: Header[]
  events: string[]
  active: boolean
  retry_policy: RetryPolicyId
  max_retries: number
  retry_interval_seconds: number | null
  client_error_policy: ClientErrorPolicy
  format: string
  api_version: string
  signature_scheme: SignatureSchemeId
  account_id: string | null
  fallback: boolean
  conditions: unknown
  value_mappings: unknown
  disabled_reason: "gone" | "failing" | null
  disabled_at: string | null
  failing_since: string | null
  created_at: string
  updated_at: string
}

export interface Delivery {
  id: string
  subscription_id: string
  event_id: string
  event_type: string
  subject: string | null
  status: DeliveryStatus
  attempts: number
  next_retry_at: string | null
  delivered_at: string | null
  response_code: number | null
  outcome: string | null
  failure_reason: string | null
  created_at: string
}

export interface Attempt {
  id: string
  attempt_number: number
  outcome: string
  reason: string | null
  response_code: number | null
  response_body: string | null
  duration_ms: number
  started_at: string
}

export interface DeliveryDetail extends Delivery {
  payload: unknown
  attempts_log: Attempt[]
}

export interface Source {
  id: string
  name: string
  slug: string
  scheme: SignatureSchemeId
  active: boolean
  created_at: string
  updated_at: string
}

export interface InboundMessage {
  id: string
  source_id: string
  kind: string
  status: "received" | "processed" | "failed"
  error: string | null
  tries: number
  next_try_at: string | null
  processed_at: string | null
  created_at: string
}

export interface InboundMessageDetail extends InboundMessage {
  body: string
  result: unknown
}
