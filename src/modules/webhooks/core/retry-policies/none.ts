import type { RetryPolicy } from "../retry-policy"

/** One attempt, no retry. */
export default {
  id: "none",
  title: "No retries",
  description: "One attempt, no retry.",
  defaultMaxRetries: 0,
  delayMs: () => 0,
} satisfies RetryPolicy
