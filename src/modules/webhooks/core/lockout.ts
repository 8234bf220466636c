/** Wrong passwords in a row that cost nothing: people mistype, and deployments lag behind a rotation. */
export const FREE_FAILURES = 5
const LONGEST_LOCK_SECONDS = 900

/**
 * How long nothing is even looked at after so many wrong passwords in a row: nothing at first, then 1 s, doubling up
 * to 15 minutes.
 * @param freeFailures the first of them to lock.
 */
export function lockSeconds(failures: number, freeFailures = FREE_FAILURES): number {
  if (failures < freeFailures) return 0
  return Math.min(2 ** (failures - freeFailures), LONGEST_LOCK_SECONDS)
}

/** `lockSeconds` as a list for a statement that counts by itself: the n-th is after n failures, the last for any more. */
export const LOCK_SECONDS: readonly number[] = Array.from({ length: FREE_FAILURES + 10 }, (_, index) =>
  lockSeconds(index + 1)
)
