import type { Preview } from "../../lib/types"

/** Why a dry run would not send an event. */
const notSent: Record<NonNullable<Preview["reason"]>, string> = {
  account: "the event belongs to another account",
  callback: "the event named a callback URL and went there only",
  nothing_changed: "nothing had changed, so no delivery was made",
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
  messageStatus: { received: "Received", processed: "Processed", failed: "Failed", quarantined: "Quarantined" },
  outcome: {
    accepted: "Accepted",
    gone: "Receiver is gone",
    throttled: "Rate limited by the receiver",
    redirected: "Redirect (not followed)",
    client_error: "Rejected by the receiver",
    server_error: "Receiver error",
    timed_out: "Timed out",
    dns_failed: "Host name not found",
    connect_failed: "Connection failed",
    tls_failed: "TLS handshake failed",
    connection_lost: "Connection lost",
    blocked_target: "Address not allowed",
    invalid_request: "Request could not be built",
    unreadable: "Stored data could not be read",
    login_refused: "Broker refused the user or password",
    vhost_refused: "Broker refused the virtual host",
    exchange_missing: "Exchange not found",
    unroutable: "No queue for this message",
    rejected_by_broker: "Rejected by the queue",
    broker_refused: "Rejected by the broker",
  },
  retryPolicy: { none: "No retries", exponential: "Exponential backoff", fixed: "Fixed interval" },
  clientErrors: {
    retry: "Retry 4xx responses",
    drop: "Do not retry 4xx responses",
  },
  transport: { http: "HTTP", amqp: "AMQP (a queue or exchange of the partner's broker)" },
  urlHint: {
    http: "The endpoint must respond with a 2xx status within 15 seconds.",
    amqp: "Must end with ?queue=… or ?exchange=…&routing_key=…. The password is stored encrypted and shown as ***. Keep *** to keep the password.",
  },
  format: { standard: "Standard envelope", event: "Wrapped in “event”", bare: "Data only" },
  signature: { standard: "Standard Webhooks", "hmac-sha256-hex": "HMAC SHA-256, hex" },
  signatureHint: {
    standard:
      "Sends the headers webhook-id, webhook-timestamp and webhook-signature. Receivers verify them with any Standard Webhooks library.",
    "hmac-sha256-hex":
      "Sends the header x-webhook-signature: sha256=<hex HMAC of the body>, for receivers that verify GitHub-style signatures.",
  },
  verifyHint: {
    standard:
      "The partner sends the headers webhook-id, webhook-timestamp and webhook-signature. Messages older than five minutes are rejected.",
    "hmac-sha256-hex": "The partner sends the header x-webhook-signature: sha256=<hex HMAC of the body>.",
  },
}
