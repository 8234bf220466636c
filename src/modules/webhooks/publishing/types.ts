import type { Clock } from "../core/clock"
import type { SecretBox } from "../core/secret-box"
import type { EventType } from "../event-type"

/** An event to publish. */
export interface PublishInput {
  type: string
  data: unknown
  previous?: unknown
  account_id?: string | null
  /** Further accounts that receive this event. */
  parties?: string[] | null
  /** The account that caused the event. */
  actor?: string | null
  /** A URL to which this event goes instead of to subscriptions. */
  callback_url?: string | null
  /** Slug of the source whose callback secrets sign; left out: the source `callbacks`. */
  source?: string | null
  /** Publishing the same type and key again adds nothing. Without a key, every call publishes a new event. */
  idempotency_key?: string | null
  /** When the event happened, ISO 8601; left out: now. A text, because workflows may store their input as JSON. */
  occurred_at?: string | null
  /** Sends the event to this subscription only, whatever its patterns and conditions. */
  only_subscription_id?: string | null
}

/** The result of publishing one event. */
export interface Published {
  event_id: string
  /** False when an event with the idempotency key existed: nothing was added. */
  created: boolean
  /** True when the existing event with that key has other data: the caller probably made a mistake. */
  differs: boolean
  deliveries_count: number
}

/** What publishing needs from the process. */
export interface PublishContext {
  catalogue: ReadonlyMap<string, EventType>
  clock: Clock
  maxBodyBytes: number
  /** Encrypts callback secrets that have to be created. */
  box: SecretBox
}
