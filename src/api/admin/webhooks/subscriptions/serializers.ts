import type { DisabledReason } from "../../../../modules/webhooks/core/circuit-breaker"
import { MASKED_VALUE, type CustomHeader } from "../../../../modules/webhooks/core/custom-headers"
import type { ClientErrorPolicy } from "../../../../modules/webhooks/core/client-error-policy"
import type { ValueMapping } from "../../../../modules/webhooks/core/value-mapping"
import type { WebhookSubscriptionRow } from "../../../../modules/webhooks/models/webhook-subscription"
import type { SubscriptionStats } from "../../../../modules/webhooks/store/subscription-stats"
import type { HttpMethod } from "../../../../modules/webhooks/subscriptions/input"
import type { Preview } from "../../../../modules/webhooks/subscriptions/preview"
import { transports } from "../../../../modules/webhooks/transports"
import type { Page } from "../../../_http/wire"

/**
 * A subscription as the API shows it. Header values may be credentials: only their names are shown. Where a text column is
 * narrowed, or a json column is a list, that is what the validators let in.
 */
export function subscriptionView(row: WebhookSubscriptionRow) {
  const { id, name, description, url, transport, events, active, account_id, fallback } = row
  const { retry_policy, max_retries, retry_interval_seconds, api_version, format, signature_scheme } = row
  const { timeout_ms, max_concurrency, rate_limit_per_second, paused_until } = row
  const { disabled_at, failing_since, created_by, created_at, updated_at, metadata } = row
  const [headers, valueMappings]: unknown[] = [row.headers, row.value_mappings]
  return {
    id,
    name,
    description,
    url,
    transport,
    /** `null` where the transport knows none. */
    method: transports.get(transport)?.hasMethods === false ? null : (row.method as HttpMethod),
    headers: ((headers ?? []) as CustomHeader[]).map((header) => ({ name: header.name, value: MASKED_VALUE })),
    events,
    active,
    retry_policy,
    max_retries,
    retry_interval_seconds,
    client_error_policy: row.client_error_policy as ClientErrorPolicy,
    api_version,
    format,
    signature_scheme,
    conditions: row.conditions === null ? null : (JSON.parse(row.conditions) as Record<string, unknown>),
    value_mappings: (valueMappings ?? null) as ValueMapping[] | null,
    fallback,
    account_id,
    timeout_ms,
    max_concurrency,
    rate_limit_per_second,
    paused_until,
    disabled_reason: row.disabled_reason as DisabledReason | null,
    disabled_at,
    failing_since,
    created_by,
    created_at,
    updated_at,
    metadata,
  }
}
export type SubscriptionView = ReturnType<typeof subscriptionView>

export interface SubscriptionListAnswer extends Page {
  subscriptions: SubscriptionView[]
}

export interface SubscriptionAnswer {
  subscription: SubscriptionView
}

/** The one time the secret is seen. */
export interface SubscriptionSecretAnswer extends SubscriptionAnswer {
  secret: string
}

export interface StatsAnswer {
  stats: { from: Date; to: Date } & SubscriptionStats
}

export interface PreviewAnswer {
  previews: Preview[]
  count: number
}

export interface ReplayAnswer {
  count: number
}
