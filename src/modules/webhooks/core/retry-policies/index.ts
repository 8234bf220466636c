import type { RetryPolicy, RetrySettings } from "../retry-policy"
import exponential from "./exponential"
import fixed from "./fixed"
import none from "./none"

/** The retry policies by id. Listed, not discovered: the dashboard runs them in a browser, which reads no folder, and the ids stay a typed union. */
export const RETRY_POLICIES = { none, exponential, fixed } satisfies Record<string, RetryPolicy>
export type RetryPolicyId = keyof typeof RETRY_POLICIES
export const RETRY_POLICY_IDS = Object.keys(RETRY_POLICIES) as [RetryPolicyId, ...RetryPolicyId[]]

/** @returns the waits before retries 1…max_retries, in milliseconds, without jitter: what a form can show. */
export function scheduleMs(policy: RetryPolicyId, maxRetries: number, settings: RetrySettings): number[] {
  return Array.from({ length: maxRetries }, (_, index) => RETRY_POLICIES[policy].delayMs(index + 1, settings, 0))
}
