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
