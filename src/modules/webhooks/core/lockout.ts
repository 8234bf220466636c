/** The wrong password in a row that causes the first lock, counted from 1: people mistype, and deployments lag behind a rotation. */
export const FREE_FAILURES = 5
const LONGEST_LOCK_SECONDS = 900

/**
 * How many seconds a login is locked after so many wrong passwords in a row: 0 at first, then 1 s, doubling up to 15
 * minutes. No password is checked meanwhile.
 * @param freeFailures the failure that causes the first lock, counted from 1.
 */
export function lockSeconds(failures: number, freeFailures = FREE_FAILURES): number {
  if (failures < freeFailures) return 0
  return Math.min(2 ** (failures - freeFailures), LONGEST_LOCK_SECONDS)
}

/** `lockSeconds` as a list, for an SQL statement: the n-th entry holds after n failures, the last one for all further failures. */
export const LOCK_SECONDS: readonly number[] = Array.from({ length: FREE_FAILURES + 10 }, (_, index) =>
  lockSeconds(index + 1)
)
