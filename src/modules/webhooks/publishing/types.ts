import type { Clock } from "../core/clock"
import type { SecretBox } from "../core/secret-box"
import type { EventType } from "../event-type"

export interface PublishInput {
  type: string
  data: unknown
  previous?: unknown
  account_id?: string | null
  /** Further accounts that this event is for. */
  parties?: string[] | null
  /** The account that did it. */
  actor?: string | null
  /** Where this event goes instead of to the subscriptions. */
  callback_url?: string | null
  /** Slug of the source whose secrets sign the callback; without one, that of all callbacks. */
  source?: string | null
  /** The same key of the same type is the same event. Without one, every call is an event of its own. */
  idempotency_key?: string | null
  /** When it happened, ISO 8601; now, if left out. A text, for workflows may keep their input as JSON. */
  occurred_at?: string | null
  /** Sends to this subscription alone, whatever it subscribed to. */
  only_subscription_id?: string | null
}

export interface Published {
  event_id: string
  /** False when the key was there already: nothing was added. */
  created: boolean
  /** True when the event that has the key holds other data: the caller means another event, or made a mistake. */
  differs: boolean
  deliveries_count: number
}

export interface PublishContext {
  catalogue: ReadonlyMap<string, EventType>
  clock: Clock
  maxBodyBytes: number
  /** Seals the secret of the source of callbacks, when it is made. */
  box: SecretBox
}
