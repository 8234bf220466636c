const FIRST_DELAY_MS = 30_000
const LONGEST_DELAY_MS = 3_600_000

/** Tries that ended in a fault of ours, or in none at all because the process died; then staff decide. About 13 hours. */
export const MAX_FAULTS = 20

/** Milliseconds until a message is tried again after so many faults of ours: from 30 s, doubling, to an hour. */
export function inboundDelayMs(faultsCount: number): number {
  return Math.min(FIRST_DELAY_MS * 2 ** Math.min(Math.max(faultsCount, 1) - 1, MAX_FAULTS), LONGEST_DELAY_MS)
}

/** The sentence for staff about a message that is not tried again. */
export function triesEndedReason(last: string): string {
  return `tried ${MAX_FAULTS} times, each time stopped by a fault on our side; the last one: ${last}`
}
