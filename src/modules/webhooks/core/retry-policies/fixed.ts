import type { RetryPolicy } from "../retry-policy"

const DEFAULT_INTERVAL_SECONDS = 300

/** A fixed interval: the same wait before every retry. No jitter, so a receiver knows when to expect the next request. */
export default {
  id: "fixed",
  title: "Equal waits",
  description: "The same wait before every retry (retry_interval_seconds, default 300).",
  defaultMaxRetries: 15,
  defaultIntervalSeconds: DEFAULT_INTERVAL_SECONDS,
  delayMs: (_n, settings) => (settings.retry_interval_seconds ?? DEFAULT_INTERVAL_SECONDS) * 1_000,
} satisfies RetryPolicy
