import type { CustomHeader } from "./custom-headers"
import type { SignatureScheme } from "./signature-scheme"

export const USER_AGENT = "medusa-webhooks/1"

/** Everything that the headers of an attempt are made of. */
export interface OutgoingMessageInput {
  event_id: string
  event_type: string
  delivery_id: string
  /** 1 for the first try. */
  attempt_number: number
  body: Buffer
  scheme: SignatureScheme
  /** Live ones, newest first. */
  secrets: readonly string[]
  customHeaders: readonly CustomHeader[]
  /** W3C trace context of the publish, for a receiver that traces; `null` where there is none. */
  traceparent: string | null
}

/**
 * The headers of one attempt (design §5), signature included. The subscription's constant headers are set first, so that
 * none of them can replace one of ours.
 */
export function outgoingHeaders(input: OutgoingMessageInput, now: Date): Record<string, string> {
  const timestampSeconds = Math.floor(now.getTime() / 1_000)
  const custom = Object.fromEntries(input.customHeaders.map(({ name, value }) => [name.toLowerCase(), value]))
  return {
    ...custom,
    "content-type": "application/json",
    "user-agent": USER_AGENT,
    "webhook-id": input.event_id,
    "webhook-timestamp": String(timestampSeconds),
    "webhook-event-type": input.event_type,
    "webhook-delivery-id": input.delivery_id,
    "webhook-attempt": String(input.attempt_number),
    ...(input.traceparent === null ? {} : { traceparent: input.traceparent }),
    ...input.scheme.sign({ message_id: input.event_id, timestampSeconds, body: input.body }, input.secrets),
  }
}
