import type { RetryPolicy } from "../retry-policy"

const STEPS_SECONDS = [5, 300, 1_800, 7_200, 18_000, 36_000] as const
const LONGEST_SECONDS = 36_000
/** Jitter is added to the backoff, never taken off: no retry comes earlier than the table says. */
const JITTER_RATIO = 0.1

/**
 * Exponential backoff: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, then every 10 h. With the default 8 retries a receiver may be
 * away for about 37 hours. Up to 10 % jitter is added so that deliveries that failed together are not retried together.
 */
export default {
  id: "exponential",
  title: "Growing waits",
  description: "5 s, 5 min, 30 min, 2 h, 5 h, 10 h, then every 10 h, each plus up to 10 %.",
  defaultMaxRetries: 8,
  delayMs(n, _settings, draw) {
    const steadyMs = (STEPS_SECONDS[n - 1] ?? LONGEST_SECONDS) * 1_000
    return Math.round(steadyMs * (1 + JITTER_RATIO * draw))
  },
} satisfies RetryPolicy
