import { fullBucket, refilled, taken, waitSeconds } from "../token-bucket"

const MINUTE_MS = 60_000

describe("a source's rate", () => {
  it("lets a minute's calls come at once, and no more", () => {
    let bucket = fullBucket(3, 0)
    for (let n = 0; n < 3; n++) {
      expect(waitSeconds(bucket, 3)).toBe(0)
      bucket = taken(bucket)
    }
    expect(waitSeconds(bucket, 3)).toBe(20)
  })

  it("comes back evenly, whatever the number of looks at it, and never beyond a minute's calls", () => {
    let bucket = { tokens: 0, countedMs: 0 }
    for (let atMs = 0; atMs <= 20_000; atMs += 1_000) bucket = refilled(bucket, 3, atMs)
    expect(bucket.tokens).toBeCloseTo(1)
    expect(waitSeconds(refilled(bucket, 3, 20_001), 3)).toBe(0)
    expect(refilled(bucket, 3, 100 * MINUTE_MS).tokens).toBe(3)
  })

  it("neither grows nor shrinks when a clock is set back", () => {
    expect(refilled({ tokens: 1, countedMs: MINUTE_MS }, 3, 0)).toEqual({ tokens: 1, countedMs: 0 })
  })

  it("is lowered at once when staff lower it", () => {
    expect(refilled(fullBucket(600, 0), 2, 0).tokens).toBe(2)
  })
})
