import fc from "fast-check"
import { MAX_RETRY_AFTER_MS, retryAfterMs } from "../retry-after"

const NOW = new Date("2026-01-04T22:30:00.000Z")

describe("Retry-After", () => {
  it.each([
    ["120", 120_000],
    [" 7 ", 7_000],
    ["0", 0],
    ["Sun, 04 Jan 2026 22:32:00 GMT", 120_000],
    ["Sun, 04 Jan 2026 22:00:00 GMT", 0],
    [undefined, null],
    ["", null],
    ["-5", null],
    ["1.5", null],
    ["soon", null],
    ["May", null],
    ["Re Sun, 04 Jan 2026 22:32:00 GMT", null],
    ["99999999999999999999", MAX_RETRY_AFTER_MS],
    ["9".repeat(1_000), MAX_RETRY_AFTER_MS],
    ["86400", MAX_RETRY_AFTER_MS],
    ["86401", MAX_RETRY_AFTER_MS],
    ["-99999999999999999999", null],
    ["+5", null],
    ["1e400", null],
    ["Fri, 31 Dec 9999 23:59:59 GMT", MAX_RETRY_AFTER_MS],
    ["Fri, 99 Foo 9999", null],
  ])("of %j is %j ms", (value, expected) => {
    expect(retryAfterMs(value, NOW)).toBe(expected)
  })

  it("is from 0 to a day and never throws, whatever a receiver writes", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.bigInt().map(String)), (value) => {
        const ms = retryAfterMs(value, NOW)
        expect(ms === null || (ms >= 0 && ms <= MAX_RETRY_AFTER_MS)).toBe(true)
      })
    )
  })
})
