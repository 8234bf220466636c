import { DAY_MS } from "./limits"

/** Failures in a row after which the circuit opens: the receiver is paused. */
export const OPEN_AFTER_FAILURES = 10
const FIRST_PAUSE_MS = 10_000
/** The longest pause. Short enough to find out within a minute that a receiver works again. */
const LONGEST_PAUSE_MS = 60_000

/** Why we switched a subscription off. */
export type DisabledReason = "gone" | "failing"

/** What a subscription's row remembers about how its deliveries went. */
export interface SubscriptionState {
  active: boolean
  /** First failure since the last success. */
  failing_since: Date | null
  /** Failed attempts since the last success. */
  consecutive_failures: number
  /** Nothing is sent before this. */
  paused_until: Date | null
  /** Requests that may be in flight; `null` is no limit beyond the subscription's own. 1 is a probe. */
  slots: number | null
}

/** The attempts of one settled batch that belong to one subscription. */
export interface BatchResult {
  succeededCount: number
  failedCount: number
  /** Attempts that could not be made of what is stored: they say nothing about the receiver. */
  unreadableCount: number
  /** A receiver answered 410 Gone. */
  gone: boolean
}

/** The breaker's decision after a batch. */
export interface NextState {
  state: SubscriptionState
  /** Why it was switched off just now. */
  disabled: DisabledReason | null
  /** Operators should be warned; true once per run of failures. */
  warn: boolean
}

/** True when a success would not change the state: then the subscription's row need not be written. */
export function isHealthy(state: Pick<SubscriptionState, "failing_since" | "consecutive_failures" | "slots">): boolean {
  return state.failing_since === null && state.consecutive_failures === 0 && state.slots === null
}

/**
 * The circuit breaker. After ten failures in a row a receiver is paused, for 10 s, 20 s, … 60 s; then one probe is sent.
 * Once the probe succeeds, the slots (requests that may be in flight) double with each batch that succeeds, so that a
 * receiver which has just recovered is not buried under its backlog.
 *
 * @param ownSlots the subscription's own concurrency; the slots stop doubling there.
 */
export function stateAfter(state: SubscriptionState, result: BatchResult, ownSlots: number, now: Date): NextState {
  const off = (reason: DisabledReason, next: SubscriptionState): NextState => ({
    state: { ...next, active: false },
    disabled: state.active ? reason : null,
    warn: false,
  })
  if (result.succeededCount > 0) {
    const slots = state.slots === null || state.slots * 2 >= ownSlots ? null : state.slots * 2
    const healthy = { ...state, failing_since: null, consecutive_failures: 0, paused_until: null, slots }
    return result.gone ? off("gone", healthy) : { state: healthy, disabled: null, warn: false }
  }
  const failingSince = state.failing_since ?? now
  // What can't be read lasts, and staff has to know; but it opens no circuit, or a few broken rows would hold up all others.
  const unreadableCount = Math.min(result.unreadableCount, Math.max(0, LEAST_FAILURES - state.consecutive_failures))
  const consecutiveFailures = state.consecutive_failures + result.failedCount + unreadableCount
  const opens = result.failedCount > 0 && consecutiveFailures >= OPEN_AFTER_FAILURES
  const doublings = Math.min(consecutiveFailures - OPEN_AFTER_FAILURES, 10)
  const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** doublings, LONGEST_PAUSE_MS)
  const next: SubscriptionState = {
    active: state.active,
    failing_since: failingSince,
    consecutive_failures: consecutiveFailures,
    paused_until: opens ? new Date(now.getTime() + pauseMs) : state.paused_until,
    slots: opens ? 1 : state.slots,
  }
  if (result.gone) return off("gone", next)
  if (hasFailedTooLong(failingSince, consecutiveFailures, now)) return off("failing", next)
  return { state: next, disabled: null, warn: isFailingLong(failingSince, consecutiveFailures, now) }
}

/** A subscription that has only failed for this long is switched off. */
export const DISABLE_AFTER_FAILING_MS = 5 * DAY_MS
/** Operators are warned after this long: four days are left to repair the receiver. */
export const WARN_AFTER_FAILING_MS = DAY_MS
/** Fewer failures prove nothing: one failure long ago, and no attempt since, must not switch a subscription off. */
export const LEAST_FAILURES = 3

/** @param failingSince first failure since the last success. @returns whether it is time to switch the subscription off. */
export function hasFailedTooLong(failingSince: Date, consecutiveFailures: number, now: Date): boolean {
  return lasts(failingSince, consecutiveFailures, now, DISABLE_AFTER_FAILING_MS)
}

/** @returns whether it is time to warn operators. */
export function isFailingLong(failingSince: Date, consecutiveFailures: number, now: Date): boolean {
  return lasts(failingSince, consecutiveFailures, now, WARN_AFTER_FAILING_MS)
}

function lasts(failingSince: Date, consecutiveFailures: number, now: Date, atLeastMs: number): boolean {
  return consecutiveFailures >= LEAST_FAILURES && now.getTime() - failingSince.getTime() >= atLeastMs
}
