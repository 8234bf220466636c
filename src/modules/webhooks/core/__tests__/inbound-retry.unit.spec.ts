import { MAX_FAULTS, inboundDelayMs, triesEndedReason } from "../inbound-retry"

describe("a message that a fault of ours stopped", () => {
  it("is tried again after 30 s, then ever later, up to an hour", () => {
    expect([1, 2, 3, 8, 20].map(inboundDelayMs)).toEqual([30_000, 60_000, 120_000, 3_600_000, 3_600_000])
    expect(inboundDelayMs(0)).toBe(30_000)
  })

  it("is not tried without end, and says so in words", () => {
    expect(triesEndedReason("the disk is full")).toContain(String(MAX_FAULTS))
    expect(triesEndedReason("the disk is full")).toContain("the disk is full")
  })
})
