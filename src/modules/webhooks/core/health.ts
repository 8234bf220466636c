const DAY_MS = 24 * 60 * 60 * 1_000
/** A subscription that has only failed for this long is switched off. */
export const DISABLE_AFTER_FAILING_MS = 5 * DAY_MS
/** Operators are told after this long: four days are left to mend it. */
export const WARN_AFTER_FAILING_MS = DAY_MS
/** One failure, long ago, and nothing sent since, is no evidence. */
export const LEAST_FAILURES = 3

/** @param failingSince first failure since the last success. @returns whether it is time to switch the subscription off. */
export function hasFailedTooLong(failingSince: Date, consecutiveFailures: number, now: Date): boolean {
  return lasts(failingSince, consecutiveFailures, now, DISABLE_AFTER_FAILING_MS)
}

/** @returns whether it is time to tell operators. */
export function isFailingLong(failingSince: Date, consecutiveFailures: number, now: Date): boolean {
  return lasts(failingSince, consecutiveFailures, now, WARN_AFTER_FAILING_MS)
}

function lasts(failingSince: Date, consecutiveFailures: number, now: Date, atLeastMs: number): boolean {
  return consecutiveFailures >= LEAST_FAILURES && now.getTime() - failingSince.getTime() >= atLeastMs
}
