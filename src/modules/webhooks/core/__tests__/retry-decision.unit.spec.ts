import fc from "fast-check"
import { OUTCOME_KINDS, outcomeOfStatus, outcomeWithoutAnswer, type Outcome } from "../outcome"
import { MAX_RETRY_AFTER_MS } from "../retry-after"
import { judge, type JudgeSettings } from "../retry-decision"
import { RETRY_POLICIES, RETRY_POLICY_IDS } from "../retry-policies"
import type { RetryPolicy } from "../retry-policy"

const NOW = new Date("2026-01-04T22:30:00.000Z")
const settings: JudgeSettings = {
  retry_policy: "exponential",
  max_retries: 8,
  retry_interval_seconds: null,
  client_error_policy: "retry",
}
const verdictOf = (outcome: Outcome, change: Partial<JudgeSettings> = {}, attempts = 1, draw = 0) =>
  judge(outcome, { ...settings, ...change }, attempts, NOW, draw)
const inMs = (ms: number) => new Date(NOW.getTime() + ms)

describe("the verdict on an attempt", () => {
  it.each([
    [200, "succeed"],
    [204, "succeed"],
    [299, "succeed"],
    [301, "fail_for_now"],
    [304, "fail_for_now"],
    [400, "fail_for_now"],
    [404, "fail_for_now"],
    [410, "give_up"],
    [429, "fail_for_now"],
    [500, "fail_for_now"],
    [503, "fail_for_now"],
    [599, "fail_for_now"],
  ])("for a %i is to %s", (status, change) => {
    expect(verdictOf(outcomeOfStatus(status, null)).change).toBe(change)
  })

  it("drops client errors where asked to, but not the receiver's troubles", () => {
    expect(
      verdictOf(outcomeWithoutAnswer("a_word_of_some_transport", ""), { client_error_policy: "drop" }).change
    ).toBe("fail_for_now")
    expect(verdictOf(outcomeOfStatus(404, null), { client_error_policy: "drop" }).change).toBe("give_up")
    expect(verdictOf(outcomeOfStatus(429, null), { client_error_policy: "drop" }).change).toBe("give_up")
    expect(verdictOf(outcomeOfStatus(429, 1_000), { client_error_policy: "drop" }).change).toBe("fail_for_now")
    expect(verdictOf(outcomeOfStatus(503, null), { client_error_policy: "drop" }).change).toBe("fail_for_now")
    expect(verdictOf(outcomeOfStatus(500, null), { client_error_policy: "drop" }).change).toBe("fail_for_now")
  })

  it.each(["blocked_target", "invalid_request"] as const)("gives up on a %s at once", (kind) => {
    expect(verdictOf(outcomeWithoutAnswer(kind, "")).change).toBe("give_up")
  })

  it.each([
    "timed_out",
    "dns_failed",
    "connect_failed",
    "tls_failed",
    "connection_lost",
    "unreadable",
    "a_word_of_some_transport",
  ])("tries again after %s", (kind) => {
    expect(verdictOf(outcomeWithoutAnswer(kind, ""))).toMatchObject({
      change: "fail_for_now",
      next_retry_at: inMs(5_000),
    })
  })

  it("waits as long as asked, but never less than the policy says, nor more than a day for it", () => {
    expect(verdictOf(outcomeOfStatus(429, 120_000)).next_retry_at).toEqual(inMs(120_000))
    expect(verdictOf(outcomeOfStatus(503, 1_000)).next_retry_at).toEqual(inMs(5_000))
    expect(verdictOf(outcomeOfStatus(429, 10 * MAX_RETRY_AFTER_MS)).next_retry_at).toEqual(inMs(MAX_RETRY_AFTER_MS))
    expect(outcomeOfStatus(500, 120_000).retryAfterMs).toBeNull()
  })

  it.each<[string, () => number]>([
    ["throws", () => JSON.parse("{")],
    ["answers no number", () => NaN],
  ])("has a next time by the usual policy where a policy of a shop's own %s", (_, delayMs) => {
    const policies = RETRY_POLICIES as Record<string, RetryPolicy>
    policies.broken = { id: "broken", title: "", description: "", defaultMaxRetries: 1, delayMs }
    try {
      expect(verdictOf(outcomeOfStatus(500, null), { retry_policy: "broken" }).next_retry_at).toEqual(inMs(5_000))
    } finally {
      delete policies.broken
    }
  })

  it("gives up when the retries are used up", () => {
    expect(verdictOf(outcomeOfStatus(500, null), { max_retries: 2 }, 2).change).toBe("fail_for_now")
    expect(verdictOf(outcomeOfStatus(500, null), { max_retries: 2 }, 3).change).toBe("give_up")
    expect(verdictOf(outcomeOfStatus(500, null), { retry_policy: "none", max_retries: 0 }).change).toBe("give_up")
  })

  it("names a next time exactly when there is another attempt, never in the past, at most a day plus jitter away", () => {
    const anyOutcome = fc.record({
      kind: fc.constantFrom(...OUTCOME_KINDS, "a_word_of_some_transport"),
      response_code: fc.constant(null),
      reason: fc.constant(null),
      retryAfterMs: fc.option(fc.integer({ min: 0, max: 10 ** 12 })),
    })
    const anySettings = fc.record({
      retry_policy: fc.constantFrom(...RETRY_POLICY_IDS),
      max_retries: fc.integer({ min: 0, max: 100 }),
      retry_interval_seconds: fc.option(fc.integer({ min: 1, max: 86_400 })),
      client_error_policy: fc.constantFrom("retry" as const, "drop" as const),
    })
    fc.assert(
      fc.property(
        anyOutcome,
        anySettings,
        fc.integer({ min: 1, max: 200 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (outcome, given, attempts, draw) => {
          const { change, next_retry_at } = judge(outcome, given, attempts, NOW, draw)
          expect(next_retry_at !== null).toBe(change === "fail_for_now")
          if (!next_retry_at) return
          expect(attempts).toBeLessThanOrEqual(given.max_retries)
          expect(next_retry_at.getTime()).toBeGreaterThan(NOW.getTime() - 1)
          expect(next_retry_at.getTime()).toBeLessThanOrEqual(NOW.getTime() + MAX_RETRY_AFTER_MS)
        }
      )
    )
  })
})
