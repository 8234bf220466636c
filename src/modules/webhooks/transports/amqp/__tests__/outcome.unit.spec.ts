import { isStorable } from "../../../core/json-problem"
import { BROKER_OUTCOMES, outcomeOfBrokerError } from "../outcome"

/** In amqplib's words; the real broker's are in integration-tests/modules. */
const said = (start: string, code: number, words: string) =>
  new Error(`${start}: ${code} (SOME-NAME) with message "${words}"`)

describe("what a broker's error means", () => {
  it.each([
    ["opening", 403, "login_refused"],
    ["opening", 320, "connection_lost"],
    ["opening", 541, "broker_refused"],
    ["open", 403, "broker_refused"],
    ["open", 404, "exchange_missing"],
    ["open", 320, "connection_lost"],
    ["open", 406, "broker_refused"],
  ] as const)("while %s, a %i is %s", (phase, code, kind) => {
    const outcome = outcomeOfBrokerError(said("Closed", code, "WORDS - of the broker"), phase, 100)
    expect(outcome).toEqual({
      kind,
      response_code: null,
      reason: `the broker answered ${code}: WORDS - of the broker`,
      retryAfterMs: null,
    })
  })

  it("names what has no code", () => {
    const kind = (error: unknown) => outcomeOfBrokerError(error, "opening", 100).kind
    expect(kind(new Error("Expected ConnectionOpenOk; got <ConnectionClose channel:0>"))).toBe("vhost_refused")
    expect(kind(new DOMException("", "TimeoutError"))).toBe("timed_out")
    expect(kind(Object.assign(new Error("no"), { code: "ECONNREFUSED" }))).toBe("connect_failed")
    expect(kind(new Error("Heartbeat timeout"))).toBe("connection_lost")
  })

  it("keeps a reason short, and free of what Postgres refuses", () => {
    const { reason } = outcomeOfBrokerError(said("Closed", 406, `a\0b${"x".repeat(1_000)}`), "open", 100)
    expect(reason).toHaveLength(500)
    expect(reason).not.toContain("\0")
  })

  it("cuts a reason at a character: half of one would spoil the batch that it is written with", () => {
    // The fixed words, and letters up to the unit before the last.
    const start = BROKER_OUTCOMES.returned(312, "NO_ROUTE", "").reason!.length
    const destination = `${"x".repeat(499 - start)}😀`
    const { reason } = BROKER_OUTCOMES.returned(312, "NO_ROUTE", destination)
    expect(reason).toHaveLength(499)
    expect(isStorable(reason!)).toBe(true)
  })
})
