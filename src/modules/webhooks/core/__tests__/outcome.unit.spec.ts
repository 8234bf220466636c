import fc from "fast-check"
import { CONFIRMED, OUTCOME_KINDS, outcomeOfStatus, outcomeWithoutAnswer } from "../outcome"

describe("the outcome of an HTTP answer", () => {
  it.each([
    [199, "server_error", "the receiver answered 199"],
    [200, "accepted", null],
    [204, "accepted", null],
    [299, "accepted", null],
    [300, "redirected", "the receiver answered 300; redirects are not followed"],
    [399, "redirected", "the receiver answered 399; redirects are not followed"],
    [400, "client_error", "the receiver answered 400"],
    [409, "client_error", "the receiver answered 409"],
    [410, "gone", "the receiver answered 410 Gone"],
    [411, "client_error", "the receiver answered 411"],
    [499, "client_error", "the receiver answered 499"],
    [500, "server_error", "the receiver answered 500"],
    [599, "server_error", "the receiver answered 599"],
  ])("%i is %s, and asks for no wait", (status, kind, reason) => {
    expect(outcomeOfStatus(status, 5_000)).toEqual({ kind, response_code: status, reason, retryAfterMs: null })
  })

  it.each([429, 503])("%i is throttled, and may ask for a wait", (status) => {
    const throttled = { kind: "throttled", response_code: status, reason: `the receiver answered ${status}` }
    expect(outcomeOfStatus(status, 5_000)).toEqual({ ...throttled, retryAfterMs: 5_000 })
    expect(outcomeOfStatus(status, null)).toEqual({ ...throttled, retryAfterMs: null })
  })

  it("is one of the known kinds, whatever the status", () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 999 }), (status) => {
        expect(OUTCOME_KINDS).toContain(outcomeOfStatus(status, null).kind)
      })
    )
  })
})

describe("an outcome without an HTTP answer", () => {
  it("has no status and asks for no wait", () => {
    expect(outcomeWithoutAnswer("dns_failed", "no such host")).toEqual({
      kind: "dns_failed",
      response_code: null,
      reason: "no such host",
      retryAfterMs: null,
    })
    expect(CONFIRMED).toEqual({ kind: "accepted", response_code: null, reason: null, retryAfterMs: null })
  })
})
