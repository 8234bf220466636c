export const MAX_RETRIES = 100
export const MAX_RETRY_INTERVAL_SECONDS = 86_400

export interface RetrySettings {
  /** `null` where the subscription names none. */
  retry_interval_seconds: number | null
}

export interface RetryPolicy {
  id: string
  /** For lists and forms. */
  title: string
  description: string
  /** 0 for a policy that makes no retry. */
  defaultMaxRetries: number
  /** Where the policy heeds `retry_interval_seconds`: what it takes when none is given. */
  defaultIntervalSeconds?: number
  /**
   * Milliseconds to wait before retry `n` (1 is the first retry).
   * @param draw in [0, 1), drawn by the caller so that a test can choose it.
   */
  delayMs(n: number, settings: RetrySettings, draw: number): number
}

/** A policy is found by its file, so its id is known at load, not at compile time. */
export type RetryPolicyId = string

/** @returns the waits before retries 1…max_retries, in milliseconds, without jitter: what a form can show. */
export function scheduleMs(policy: RetryPolicy, maxRetries: number, settings: RetrySettings): number[] {
  return Array.from({ length: maxRetries }, (_, index) => policy.delayMs(index + 1, settings, 0))
}
