import { MASKED_VALUE } from "../../../../modules/webhooks/core/custom-headers"
import { transports } from "../../../../modules/webhooks/transports"

/** A row as the generated service returns it. */
type Row = Record<string, unknown> & { headers?: unknown }

const PLAIN = [
  "id",
  "name",
  "description",
  "url",
  "transport",
  "method",
  "events",
  "active",
  "retry_policy",
  "max_retries",
  "retry_interval_seconds",
  "client_error_policy",
  "api_version",
  "format",
  "signature_scheme",
  "value_mappings",
  "fallback",
  "account_id",
  "timeout_ms",
  "max_concurrency",
  "rate_limit_per_second",
  "paused_until",
  "disabled_reason",
  "disabled_at",
  "failing_since",
  "created_by",
  "created_at",
  "updated_at",
  "metadata",
] as const

/** A subscription as the API shows it. Header values may be credentials: only their names are shown. */
export function subscriptionView(row: Row) {
  const plain = Object.fromEntries(PLAIN.map((key) => [key, row[key] ?? null])) as Record<
    (typeof PLAIN)[number],
    unknown
  >
  const headers = Array.isArray(row.headers) ? (row.headers as { name: string }[]) : []
  return {
    ...plain,
    method: transports.get(String(row.transport))?.hasMethods === false ? null : plain.method,
    headers: headers.map(({ name }) => ({ name, value: MASKED_VALUE })),
    conditions: typeof row.conditions === "string" ? (JSON.parse(row.conditions) as unknown) : null,
  }
}
