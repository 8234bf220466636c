import type { ClientErrorPolicy } from "./client-error-policy"
import type { AttemptChange } from "./delivery-state"
import { DAY_MS } from "./limits"
import type { Outcome } from "./outcome"
import { MAX_RETRY_AFTER_MS } from "./retry-after"
import { RETRY_POLICIES, retryPolicyOf } from "./retry-policies"
import type { RetryPolicyId } from "./retry-policy"

/** The settings of a subscription that decide about retries. */
export interface JudgeSettings {
  retry_policy: RetryPolicyId
  max_retries: number
  retry_interval_seconds: number | null
  client_error_policy: ClientErrorPolicy
}

/** What an attempt means for its delivery. */
export interface Verdict {
  change: AttemptChange
  /** Set exactly when `change` is `fail_for_now`. */
  next_retry_at: Date | null
}

/**
 * Decides what an attempt means for its delivery: delivered, retry (when), or failed. The table of design §4 in one place.
 *
 * @param attemptsMade attempts settled so far, this one included (1 after the first).
 * @param draw in [0, 1): jitter for the next wait.
 */
export function judge(
  outcome: Outcome,
  settings: JudgeSettings,
  attemptsMade: number,
  now: Date,
  draw: number
): Verdict {
  const giveUp: Verdict = { change: "give_up", next_retry_at: null }
  switch (outcome.kind) {
    case "accepted":
      return { change: "succeed", next_retry_at: null }
    case "gone":
    case "blocked_target":
    case "invalid_request":
      return giveUp
    case "throttled":
      // A 429 without a Retry-After counts as an ordinary 4xx; a 503 never does.
      if (outcome.response_code === 429 && outcome.retryAfterMs === null && settings.client_error_policy === "drop")
        return giveUp
      return retry(outcome, settings, attemptsMade, now, draw)
    case "client_error":
      return settings.client_error_policy === "drop" ? giveUp : retry(outcome, settings, attemptsMade, now, draw)
    default:
      // All others, a transport's own among them: it may be better the next time.
      return retry(outcome, settings, attemptsMade, now, draw)
  }
}

function retry(outcome: Outcome, settings: JudgeSettings, attemptsMade: number, now: Date, draw: number): Verdict {
  if (attemptsMade > settings.max_retries) return { change: "give_up", next_retry_at: null }
  const scheduledMs = scheduledDelayMs(attemptsMade, settings, draw)
  const askedMs = Math.min(outcome.retryAfterMs ?? 0, MAX_RETRY_AFTER_MS)
  return {
    change: "fail_for_now",
    next_retry_at: new Date(now.getTime() + Math.max(scheduledMs, askedMs)),
  }
}

/** No policy waits longer, so that a next time is always a date. */
const MAX_DELAY_MS = 365 * DAY_MS

/** The policy's wait. A policy of a shop's own that throws, or answers no number, must not leave a delivery without a next time. */
function scheduledDelayMs(n: number, settings: JudgeSettings, draw: number): number {
  const fallbackMs = () => RETRY_POLICIES.exponential.delayMs(n, settings, draw)
  try {
    const ms = retryPolicyOf(settings.retry_policy).delayMs(n, settings, draw)
    return Number.isFinite(ms) ? Math.min(Math.max(0, ms), MAX_DELAY_MS) : fallbackMs()
  } catch {
    return fallbackMs()
  }
}
