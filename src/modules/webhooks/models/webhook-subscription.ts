import type { InferTypeOf } from "@medusajs/framework/types"
import { model } from "@medusajs/framework/utils"

/** A partner's registration: where, which events, how. The signing secrets live in a table of their own. */
export const WebhookSubscription = model
  .define("webhook_subscription", {
    id: model.id({ prefix: "sub" }).primaryKey(),
    name: model.text().searchable(),
    description: model.text().nullable(),
    url: model.text().searchable(),
    transport: model.text().default("http"),
    method: model.text().default("POST"),
    /** `[{ name, value }]`, values sealed. A list, not a map: the generated update deep-merges maps. */
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
    /** Only this account's events; `null` takes every account's. */
    account_id: model.text().nullable(),
    /** JSON text, in the Mongo query language, over the event as this subscription would get it; `null` takes all. A text: json would be deep-merged. */
    conditions: model.text().nullable(),
    /** `[{ path, values, hidden }]`: see core/value-mapping. A list, as `headers`. */
    value_mappings: model.json().nullable(),
    /** Gets an event only when no other subscription does. */
    fallback: model.boolean().default(false),
    /** Made by the module for a callback URL that an event named; matched by nothing. */
    for_callback: model.boolean().default(false),
    /** Whose secrets sign, where not its own: a callback is signed for the source that asked for it. */
    secret_owner_id: model.text().nullable(),
    /** The partner that made it for itself, and is the only one besides the staff to see it. */
    partner_id: model.text().nullable(),
    /** Sealed: the password that was in the URL of a broker. */
    url_password: model.text().nullable(),
    /** Total time of one attempt; `null` takes the configured one. */
    timeout_ms: model.number().nullable(),
    /** Requests in flight at once; `null` takes the configured number. */
    max_concurrency: model.number().nullable(),
    /** Requests begun per second, all workers together; `null` is no limit. */
    rate_limit_per_second: model.float().nullable(),
    /** Of the rate limit: requests in hand at `rate_refilled_at`. */
    rate_tokens: model.float().default(0),
    rate_refilled_at: model.dateTime().nullable(),
    /** `gone` or `failing`; `null` while it was not us who switched it off. */
    disabled_reason: model.text().nullable(),
    disabled_at: model.dateTime().nullable(),
    /** First failure since the last success. In Postgres, so that a restart does not reset the clock. */
    failing_since: model.dateTime().nullable(),
    consecutive_failures: model.number().default(0),
    /** Circuit breaker: nothing is sent before this, then a probe. */
    paused_until: model.dateTime().nullable(),
    /** Circuit breaker: requests that may be in flight while it starts gently; `null` is no limit of its own. */
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
