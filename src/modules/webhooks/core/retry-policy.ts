import exponential from "./retry-policies/exponential"
import fixed from "./retry-policies/fixed"
import none from "./retry-policies/none"

export interface RetrySettings {
  /** Used by `fixed`; seconds. */
  retry_interval_seconds: number | null
}

export interface RetryPolicy {
  id: string
  description: string
  defaultMaxRetries: number
  /**
   * Milliseconds to wait before retry `n` (1 is the first retry).
   * @param draw in [0, 1), drawn by the caller so that a test can choose it.
   */
  delayMs(n: number, settings: RetrySettings, draw: number): number
}

/** The policies by id. Listed, not discovered: core reads no folder, and the ids stay a typed union. */
export const RETRY_POLICIES = { none, exponential, fixed } satisfies Record<string, RetryPolicy>
export type RetryPolicyId = keyof typeof RETRY_POLICIES
export const RETRY_POLICY_IDS = Object.keys(RETRY_POLICIES) as [RetryPolicyId, ...RetryPolicyId[]]

/** @returns the waits before retries 1…max_retries, in milliseconds, without jitter: what a form can show. */
export function scheduleMs(policy: RetryPolicyId, maxRetries: number, settings: RetrySettings): number[] {
  return Array.from({ length: maxRetries }, (_, index) => RETRY_POLICIES[policy].delayMs(index + 1, settings, 0))
}
