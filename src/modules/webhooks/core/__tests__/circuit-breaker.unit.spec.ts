import fc from "fast-check"
import {
  OPEN_AFTER_FAILURES,
  isHealthy,
  stateAfter,
  type BatchResult,
  type SubscriptionState,
} from "../circuit-breaker"

const NOW = new Date("2026-01-10T00:00:00Z")
const CLEAN: SubscriptionState = {
  active: true,
  failing_since: null,
  consecutive_failures: 0,
  paused_until: null,
  slots: null,
}
const failed = (failedCount = 1): BatchResult => ({ succeededCount: 0, failedCount, unreadableCount: 0, gone: false })
const unreadable = (unreadableCount: number): BatchResult => ({ ...failed(0), unreadableCount })
const succeeded: BatchResult = { ...failed(0), succeededCount: 1 }
const inMs = (ms: number) => new Date(NOW.getTime() + ms)
const after = (state: SubscriptionState, result: BatchResult, now = NOW) => stateAfter(state, result, 8, now).state

describe("the circuit breaker", () => {
  it("pauses a receiver after ten failures in a row, and sends one probe then", () => {
    const nine = after(CLEAN, failed(9))
    expect(nine).toMatchObject({ paused_until: null, slots: null, failing_since: NOW })
    expect(after(nine, failed())).toMatchObject({ paused_until: inMs(10_000), slots: 1 })
  })

  it("pauses longer with each failed probe, at most a minute", () => {
    let state = after(CLEAN, failed(OPEN_AFTER_FAILURES))
    const pauses = [20_000, 40_000, 60_000, 60_000]
    for (const pauseMs of pauses) {
      state = after(state, failed())
      expect(state.paused_until).toEqual(inMs(pauseMs))
    }
  })

  it("starts gently once a probe succeeds: 2, 4, then all slots", () => {
    const open = after(CLEAN, failed(20))
    const first = after(open, succeeded)
    expect(first).toMatchObject({ paused_until: null, consecutive_failures: 0, failing_since: null, slots: 2 })
    const second = after(first, succeeded)
    expect(second.slots).toBe(4)
    expect(isHealthy(after(second, succeeded))).toBe(true)
  })

  it("is closed by one success among failures", () => {
    expect(after({ ...CLEAN, consecutive_failures: 5, failing_since: NOW }, { ...succeeded, failedCount: 7 })).toEqual(
      CLEAN
    )
  })

  it("switches a subscription off when its receiver is gone, once, and after five days of failures only", () => {
    expect(stateAfter(CLEAN, { ...failed(), gone: true }, 8, NOW)).toMatchObject({
      disabled: "gone",
      state: { active: false },
    })
    expect(stateAfter({ ...CLEAN, active: false }, { ...failed(), gone: true }, 8, NOW).disabled).toBeNull()
    const failing = { ...CLEAN, failing_since: inMs(-432_000_000), consecutive_failures: 5 }
    expect(stateAfter(failing, failed(), 8, NOW)).toMatchObject({ disabled: "failing", state: { active: false } })
  })

  it("switches off what is gone even where another attempt of the batch succeeded, and warns of nothing then", () => {
    expect(stateAfter(CLEAN, { ...succeeded, gone: true }, 8, NOW)).toEqual({
      state: { ...CLEAN, active: false },
      disabled: "gone",
      warn: false,
    })
    const failing = { ...CLEAN, failing_since: inMs(-432_000_000), consecutive_failures: 5 }
    expect(stateAfter(failing, failed(), 8, NOW)).toMatchObject({ disabled: "failing", warn: false })
  })

  it("stays closed whatever can't be read: a few broken rows hold up no others", () => {
    expect(after(CLEAN, unreadable(500))).toEqual({ ...CLEAN, failing_since: NOW, consecutive_failures: 3 })
    expect(after({ ...CLEAN, consecutive_failures: 9 }, unreadable(5))).toMatchObject({
      ...{ consecutive_failures: 9, paused_until: null, slots: null },
    })
    const probing = {
      ...CLEAN,
      consecutive_failures: 12,
      paused_until: inMs(-1),
      slots: 1,
      failing_since: inMs(-60_000),
    }
    expect(after(probing, unreadable(1))).toEqual(probing)
    expect(after(after(CLEAN, unreadable(500)), failed(6))).toMatchObject({ paused_until: null })
  })

  it("warns, and switches off, where nothing could be read for days", () => {
    const sinceMs = (ms: number) => ({ ...CLEAN, failing_since: inMs(-ms), consecutive_failures: 3 })
    expect(stateAfter(sinceMs(86_400_000), unreadable(1), 8, NOW)).toMatchObject({ disabled: null, warn: true })
    expect(stateAfter(sinceMs(432_000_000), unreadable(1), 8, NOW)).toMatchObject({ disabled: "failing" })
  })

  it("has nothing to forget only when nothing has failed and all slots are free", () => {
    expect(isHealthy(CLEAN)).toBe(true)
    expect(isHealthy({ ...CLEAN, failing_since: NOW })).toBe(false)
    expect(isHealthy({ ...CLEAN, consecutive_failures: 1 })).toBe(false)
    expect(isHealthy({ ...CLEAN, slots: 2 })).toBe(false)
  })

  it("warns once after a day of failures", () => {
    const failing = { ...CLEAN, failing_since: inMs(-86_400_000), consecutive_failures: 5 }
    expect(stateAfter(failing, failed(), 8, NOW)).toMatchObject({ disabled: null, warn: true })
    expect(stateAfter(failing, succeeded, 8, NOW).warn).toBe(false)
  })

  it("never pauses beyond a minute, and is never stuck: slots are absent or at least 1", () => {
    const result = fc.record({
      succeededCount: fc.nat(3),
      failedCount: fc.nat(40),
      unreadableCount: fc.nat(40),
      gone: fc.constant(false),
    })
    fc.assert(
      fc.property(fc.array(result, { maxLength: 40 }), fc.integer({ min: 1, max: 64 }), (results, ownSlots) => {
        let state = CLEAN
        for (const next of results) {
          state = stateAfter(state, next, ownSlots, NOW).state
          expect(state.slots === null || state.slots >= 1).toBe(true)
          expect((state.paused_until?.getTime() ?? 0) - NOW.getTime()).toBeLessThanOrEqual(60_000)
        }
      })
    )
  })
})
