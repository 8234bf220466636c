import fc from "fast-check"
import { RETRY_POLICIES, retryPolicyOf } from "../retry-policies"
import { scheduleMs, type RetryPolicy } from "../retry-policy"

const settings = { retry_interval_seconds: null }

describe("retry policies", () => {
  it("none makes no retry", () => {
    expect(retryPolicyOf("none").defaultMaxRetries).toBe(0)
  })

  it("exponential waits 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, then 10 h each", () => {
    const seconds = scheduleMs(RETRY_POLICIES.exponential, 8, settings).map((ms) => ms / 1_000)
    expect(seconds).toEqual([5, 300, 1_800, 7_200, 18_000, 36_000, 36_000, 36_000])
    expect(RETRY_POLICIES.exponential.defaultMaxRetries).toBe(8)
  })

  it("exponential adds up to 10 %, and takes nothing off", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (n, draw) => {
          const steadyMs = RETRY_POLICIES.exponential.delayMs(n, settings, 0)
          const delayMs = RETRY_POLICIES.exponential.delayMs(n, settings, draw)
          expect(delayMs).toBeGreaterThanOrEqual(steadyMs)
          expect(delayMs).toBeLessThanOrEqual(steadyMs * 1.1)
        }
      )
    )
  })

  it("fixed waits the given seconds, or 300, with 15 retries by default", () => {
    expect(scheduleMs(retryPolicyOf("fixed"), 3, settings)).toEqual([300_000, 300_000, 300_000])
    expect(scheduleMs(retryPolicyOf("fixed"), 2, { retry_interval_seconds: 7 })).toEqual([7_000, 7_000])
    expect(retryPolicyOf("fixed").defaultMaxRetries).toBe(15)
  })

  it("that this version does not know wait as exponential does: the delivery is owed all the same", () => {
    expect(retryPolicyOf("hope")).toBe(RETRY_POLICIES.exponential)
  })

  it.each(Object.entries<RetryPolicy>(RETRY_POLICIES))("%s carries the name it is found by", (id, policy) => {
    expect(policy.id).toBe(id)
    expect(policy.title).toMatch(/^[A-Z]/)
    expect(policy.description).toMatch(/\.$/)
  })
})
