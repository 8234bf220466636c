import { FORMATS } from "../core/formats"
import { outcomeWithoutAnswer, unreadable, type Outcome } from "../core/outcome"
import { outgoingHeaders } from "../core/outgoing-message"
import { SIGNATURE_SCHEMES } from "../core/signature-schemes"
import type { DecryptedCache } from "../secrets/decrypted-cache"
import type { ClaimedDelivery } from "../store/claim-deliveries"
import type { OutgoingMessage } from "../transport"

/** A message, with how many of the live secrets could not sign it; or why there is none. */
export type MadeMessage = { message: OutgoingMessage; lostSecretsCount: number } | { outcome: Outcome }

const CAN_NOT_DECRYPT = "can't be decrypted: the key that encrypted it is not configured, or it was altered"

/**
 * Renders and signs the message of an attempt. A row that this version can't read is an outcome, with what is wrong in words:
 * its delivery is retried by policy, and others are not held up.
 */
export function makeMessage(delivery: ClaimedDelivery, secrets: DecryptedCache, now: Date): MadeMessage {
  const format = FORMATS[delivery.format]
  if (!format) return { outcome: unreadable(`this version knows no format "${delivery.format}"`) }
  const scheme = SIGNATURE_SCHEMES[delivery.signature_scheme]
  if (!scheme) return { outcome: unreadable(`this version knows no signature scheme "${delivery.signature_scheme}"`) }
  // Nothing is sent unsigned: a receiver could not verify it.
  if (delivery.secrets.length === 0)
    return { outcome: outcomeWithoutAnswer("invalid_request", "the subscription has no live secret") }
  const live = delivery.secrets.map((sealed) => secrets.tryOpen(sealed)).filter((secret) => secret !== null)
  if (live.length === 0) return { outcome: unreadable(`the signing secret ${CAN_NOT_DECRYPT}`) }
  const customHeaders = []
  for (const { name, value: sealed } of delivery.headers ?? []) {
    const value = secrets.tryOpen(sealed)
    if (value === null) return { outcome: unreadable(`the header "${name}" ${CAN_NOT_DECRYPT}`) }
    customHeaders.push({ name, value })
  }
  const urlPassword = delivery.url_password === null ? null : secrets.tryOpen(delivery.url_password)
  if (urlPassword === null && delivery.url_password !== null)
    return { outcome: unreadable(`the password of the URL ${CAN_NOT_DECRYPT}`) }

  const { data, previous } = delivery
  if (data === "null") return { outcome: unreadable("the event's data is not stored any more") }
  // A receiver would get a signed body that it can't parse, and be blamed for refusing it.
  if (!isJson(data) || (previous !== null && !isJson(previous)))
    return { outcome: unreadable("the event's stored data is not JSON") }
  const event = {
    ...{ id: delivery.event_id, type: delivery.event_type, occurred_at: delivery.occurred_at },
    ...{ data, previous },
  }
  const addressee = { subscription_id: delivery.subscription_id, api_version: delivery.api_version }
  const body = Buffer.from(format.render(event, addressee))
  const headers = outgoingHeaders(
    {
      event_id: delivery.event_id,
      event_type: delivery.event_type,
      delivery_id: delivery.id,
      attempt_number: delivery.attempts + 1,
      body,
      scheme,
      secrets: live,
      traceparent: delivery.traceparent,
      customHeaders,
    },
    now
  )
  const { url, method } = delivery
  return {
    message: { url, url_password: urlPassword, method, headers, body },
    lostSecretsCount: delivery.secrets.length - live.length,
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
