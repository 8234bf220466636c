import type { InferTypeOf } from "@medusajs/framework/types"
import { model } from "@medusajs/framework/utils"

/** A subscription: URL, event patterns, format, retry settings, and the circuit breaker's state. Its secrets are in `webhook_signing_secret`. */
export const WebhookSubscription = model
  .define("webhook_subscription", {
    id: model.id({ prefix: "sub" }).primaryKey(),
    name: model.text().searchable(),
    description: model.text().nullable(),
    url: model.text().searchable(),
    transport: model.text().default("http"),
    method: model.text().default("POST"),
    /** `[{ name, value }]`, values encrypted. A list, not a map: the generated update deep-merges maps. */
    headers: model.json().nullable(),
    /** Event types and patterns (`order.*`, `*`). */
    events: model.array(),
    active: model.boolean().default(true),
    retry_policy: model.text().default("exponential"),
    max_retries: model.number(),
    retry_interval_seconds: model.number().nullable(),
    client_error_policy: model.text().default("retry"),
    api_version: model.text(),
    format: model.text().default("standard"),
    signature_scheme: model.text().default("standard"),
    /** Only events of this account match; `null`: events of every account. */
    account_id: model.text().nullable(),
    /** Conditions: a MongoDB query over the projection, as JSON text; `null`: no conditions. A text, because the generated update deep-merges json. */
    conditions: model.text().nullable(),
    /** `[{ path, values, hidden }]`, see core/value-mapping. A list for the same reason as `headers`. */
    value_mappings: model.json().nullable(),
    /** A default endpoint: gets an event only when no other subscription gets it. */
    fallback: model.boolean().default(false),
    /** Made by the module for a callback URL that an event named; matches no event. */
    for_callback: model.boolean().default(false),
    /** The owner of the signing secrets, where it is not the subscription: a callback is signed for the source that the publish names. */
    secret_owner_id: model.text().nullable(),
    /** The self-service partner that made the subscription; no other partner sees it. */
    partner_id: model.text().nullable(),
    /** The password of a broker's URL, encrypted. */
    url_password: model.text().nullable(),
    /** Milliseconds of one attempt; `null`: `attemptTimeoutMs`. */
    timeout_ms: model.number().nullable(),
    /** Requests in flight at once; `null`: `maxConcurrency`. */
    max_concurrency: model.number().nullable(),
    /** Requests begun per second, all workers together; `null`: no limit. */
    rate_limit_per_second: model.float().nullable(),
    /** Token bucket of the rate limit: the tokens left at `rate_refilled_at`. */
    rate_tokens: model.float().default(0),
    rate_refilled_at: model.dateTime().nullable(),
    /** Why we switched the subscription off: `gone` or `failing`; `null` when we did not. */
    disabled_reason: model.text().nullable(),
    disabled_at: model.dateTime().nullable(),
    /** The first failure since the last success. In Postgres, so that a restart does not reset the five days. */
    failing_since: model.dateTime().nullable(),
    consecutive_failures: model.number().default(0),
    /** Circuit breaker: nothing is sent before this, then a probe. */
    paused_until: model.dateTime().nullable(),
    /** Circuit breaker: requests that may be in flight after a probe succeeded; `null`: no limit of the breaker's own. */
    slots: model.number().nullable(),
    created_by: model.text().nullable(),
    metadata: model.json().nullable(),
  })
  .indexes([
    { on: ["events"], type: "gin" },
    { on: ["partner_id"], where: "partner_id IS NOT NULL" },
    { name: "IDX_webhook_subscription_callback", on: ["url", "secret_owner_id"], where: "for_callback" },
  ])

export type WebhookSubscriptionRow = InferTypeOf<typeof WebhookSubscription>
