import { BlockedTargetError } from "../_guarded-connect"
import { isEndedByPeer, outcomeOfError } from "../_network-outcome"

const withCode = (code: string) => Object.assign(new Error("SECRET internals\nassert(x)"), { code })

describe("the outcome of an error", () => {
  it.each([
    ["ENOTFOUND", "dns_failed", "the host name is not known (ENOTFOUND)"],
    ["ECONNREFUSED", "connect_failed", "the address accepts no connections at this port (ECONNREFUSED)"],
    ["ECONNRESET", "connection_lost", "the connection was cut before the answer was there (ECONNRESET)"],
    ["UND_ERR_SOCKET", "connection_lost", "the connection was cut before the answer was there"],
    ["UND_ERR_CONNECT_TIMEOUT", "timed_out", "the connection was not made in time"],
    ["UND_ERR_INVALID_ARG", "invalid_request", expect.stringContaining("what HTTP does not allow")],
    ["ERR_INVALID_URL", "invalid_request", "the URL can't be read"],
    ["CERT_HAS_EXPIRED", "tls_failed", "the certificate has expired (CERT_HAS_EXPIRED)"],
    ["ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL", "tls_failed", expect.stringContaining("the TLS handshake failed")],
    ["HPE_INVALID_CONSTANT", "connection_lost", "the answer is not valid HTTP"],
    ["ERR_ASSERTION", "connection_lost", "the connection was cut before the answer was there"],
  ])("with the code %s is %s, in words", (code, kind, reason) => {
    expect(outcomeOfError(withCode(code), 100)).toMatchObject({ kind, reason, response_code: null })
  })

  it("is found in its causes, and never shows an error's own words", () => {
    const nested = new AggregateError([new Error("SECRET"), withCode("ECONNREFUSED")], "SECRET")
    expect(outcomeOfError(nested, 100).kind).toBe("connect_failed")
    expect(outcomeOfError(new TypeError("SECRET", { cause: withCode("EAI_AGAIN") }), 100).kind).toBe("dns_failed")
    for (const odd of [nested, new Error("SECRET"), "SECRET", null, undefined, { code: 7, message: "SECRET" }])
      expect(outcomeOfError(odd, 100).reason).not.toContain("SECRET")
  })

  it("names what the guard refuses, and a timeout", () => {
    expect(outcomeOfError(new BlockedTargetError("10.0.0.1 is not public"), 100)).toMatchObject({
      kind: "blocked_target",
      reason: "10.0.0.1 is not public",
    })
    expect(outcomeOfError(new DOMException("", "TimeoutError"), 100)).toMatchObject({
      kind: "timed_out",
      reason: "no complete answer within 100 ms",
    })
  })
})

it("a connection is ended by the other side only where the error says so", () => {
  const ended = ["UND_ERR_SOCKET", "ECONNRESET", "EPIPE", "ECONNREFUSED", "HPE_INVALID_CONSTANT"].map((code) =>
    isEndedByPeer(withCode(code))
  )
  expect(ended).toEqual([true, true, true, false, false])
})
