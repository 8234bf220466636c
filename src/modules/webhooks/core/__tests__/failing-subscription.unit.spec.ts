import { DISABLE_AFTER_FAILING_MS, WARN_AFTER_FAILING_MS, hasFailedTooLong, isFailingLong } from "../circuit-breaker"

const NOW = new Date("2026-01-10T00:00:00Z")
const ago = (ms: number) => new Date(NOW.getTime() - ms)

describe("the health of a subscription", () => {
  it("is lost after five days of nothing but failures", () => {
    expect(hasFailedTooLong(ago(DISABLE_AFTER_FAILING_MS - 1), 9, NOW)).toBe(false)
    expect(hasFailedTooLong(ago(DISABLE_AFTER_FAILING_MS), 9, NOW)).toBe(true)
    expect(DISABLE_AFTER_FAILING_MS).toBe(432_000_000)
  })

  it("is worth a warning after one day", () => {
    expect(isFailingLong(ago(WARN_AFTER_FAILING_MS - 1), 9, NOW)).toBe(false)
    expect(isFailingLong(ago(WARN_AFTER_FAILING_MS), 9, NOW)).toBe(true)
  })

  it("is not judged by a failure or two", () => {
    expect(hasFailedTooLong(ago(DISABLE_AFTER_FAILING_MS), 2, NOW)).toBe(false)
    expect(hasFailedTooLong(ago(DISABLE_AFTER_FAILING_MS), 3, NOW)).toBe(true)
  })
})
