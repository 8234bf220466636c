const DAY_MS = 24 * 60 * 60 * 1_000
/** A subscription that has only failed for this long is switched off. */
export const DISABLE_AFTER_FAILING_MS = 5 * DAY_MS
/** Operators are told after this long: four days are left to mend it. */
export const WARN_AFTER_FAILING_MS = DAY_MS
/** One failure, long ago, and nothing sent since, is no evidence. */
export const LEAST_FAILURES = 3

/** @param failing_since first failure since the last success. @returns whether it is time to switch the subscription off. */
export function hasFailedTooLong(failing_since: Date, consecutive_failures: number, now: Date): boolean {
  return lasts(failing_since, consecutive_failures, now, DISABLE_AFTER_FAILING_MS)
}

/** @returns whether it is time to tell operators. */
export function isFailingLong(failing_since: Date, consecutive_failures: number, now: Date): boolean {
  return lasts(failing_since, consecutive_failures, now, WARN_AFTER_FAILING_MS)
}

function lasts(failing_since: Date, consecutive_failures: number, now: Date, at_least_ms: number): boolean {
  return consecutive_failures >= LEAST_FAILURES && now.getTime() - failing_since.getTime() >= at_least_ms
}
