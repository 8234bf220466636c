/** A subscription that has only failed for this long is switched off. */
export const DISABLE_AFTER_FAILING_MS = 5 * 24 * 60 * 60 * 1_000

/**
 * @param failing_since first failure since the last success; `null` while things go well.
 * @returns whether the subscription has failed, and only failed, for too long.
 */
export function hasFailedTooLong(failing_since: Date | null, now: Date): boolean {
  return failing_since !== null && now.getTime() - failing_since.getTime() >= DISABLE_AFTER_FAILING_MS
}
