import { DISABLE_AFTER_FAILING_MS, hasFailedTooLong } from "../health"

const NOW = new Date("2026-01-10T00:00:00Z")

describe("the health of a subscription", () => {
  it("is not in doubt while things go well", () => {
    expect(hasFailedTooLong(null, NOW)).toBe(false)
  })

  it("is lost after five days of nothing but failures", () => {
    expect(hasFailedTooLong(new Date(NOW.getTime() - DISABLE_AFTER_FAILING_MS + 1), NOW)).toBe(false)
    expect(hasFailedTooLong(new Date(NOW.getTime() - DISABLE_AFTER_FAILING_MS), NOW)).toBe(true)
    expect(DISABLE_AFTER_FAILING_MS).toBe(432_000_000)
  })
})
