import type { Preview } from "../../lib/types"

/** Why a dry run would not send an event. */
const notSent: Record<NonNullable<Preview["reason"]>, string> = {
  account: "the event belongs to another account",
  callback: "the event named a callback URL and went there only",
  nothing_changed: "nothing had changed, so nobody was told",
  sender: "the subscription belongs to the party that caused the event",
  hidden_value: "a value is hidden from this subscription, or nothing changed visibly",
  conditions: "the conditions are not met",
}

/** Words for values that the API names by an id. What is not here shows in the API's own. */
export const catalogue = {
  notSent,
  state: { active: "Active", off: "Off", gone: "Disabled: gone", failing: "Disabled: failing" },
  status: {
    pending: "Pending",
    retrying: "Retrying",
    delivered: "Delivered",
    failed: "Failed",
    cancelled: "Cancelled",
  },
  messageStatus: { received: "Received", processed: "Processed", failed: "Failed" },
  outcome: {
    accepted: "Accepted",
    gone: "Receiver is gone",
    throttled: "Asked to slow down",
    redirected: "Redirected; redirects are not followed",
    client_error: "Refused by the receiver",
    server_error: "Receiver failed",
    timed_out: "Timed out",
    dns_failed: "Host name not found",
    connect_failed: "No connection",
    tls_failed: "TLS failed",
    connection_lost: "Connection lost",
    blocked_target: "Address not allowed",
    invalid_request: "Request could not be built",
    login_refused: "Broker refused the user or the password",
    vhost_refused: "Broker refused the virtual host",
    exchange_missing: "No such exchange",
    unroutable: "No queue takes it",
    rejected_by_broker: "Refused by the queue",
    broker_refused: "Refused by the broker",
  },
  retryPolicy: { none: "No retries", exponential: "Growing waits", fixed: "Equal waits" },
  clientErrors: {
    retry: "Retry when the receiver answers 4xx",
    drop: "Give up when the receiver answers 4xx",
  },
  transport: { http: "HTTP", amqp: "AMQP: a queue or an exchange of the partner's broker" },
  urlHint: {
    http: "Has to answer with a 2xx status within 15 seconds.",
    amqp: "Ends with ?queue=… or ?exchange=…&routing_key=…. The password is stored encrypted and shown as ***; left as it is, it stays.",
  },
  format: { standard: "Standard body", event: "Body wrapped in “event”", bare: "Data only" },
  signature: { standard: "Standard Webhooks", "hmac-sha256-hex": "HMAC SHA-256, hex" },
  signatureHint: {
    standard:
      "webhook-id, webhook-timestamp and webhook-signature headers, as the Standard Webhooks libraries check them.",
    "hmac-sha256-hex":
      "One header: x-webhook-signature: sha256=<hex of the HMAC over the body>, for receivers that check GitHub-style signatures.",
  },
  verifyHint: {
    standard:
      "The partner sends webhook-id, webhook-timestamp and webhook-signature; messages older than five minutes are refused.",
    "hmac-sha256-hex": "The partner sends x-webhook-signature: sha256=<hex of the HMAC over the body>.",
  },
}
