import type { RetryPolicy } from "../retry-policy"

/** One attempt, and that is all. */
export default {
  id: "none",
  description: "One attempt, no retry.",
  default_max_retries: 0,
  delayMs: () => 0,
} satisfies RetryPolicy
