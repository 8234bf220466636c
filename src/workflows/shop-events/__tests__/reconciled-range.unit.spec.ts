import { reconciledRange } from "../reconcile"

const NOW = new Date("2026-01-05T12:00:00Z")

describe("the range that the reconciler looks at", () => {
  it("is the last day, but for the last minute, whose events are still on their way over the bus", () => {
    expect(reconciledRange(NOW)).toEqual({ from: "2026-01-04T12:00:00.000Z", until: "2026-01-05T11:59:00.000Z" })
  })

  it("ends now for whoever asks for no grace", () => {
    expect(reconciledRange(NOW, 0).until).toBe("2026-01-05T12:00:00.000Z")
  })
})
