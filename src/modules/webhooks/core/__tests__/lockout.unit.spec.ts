import { LOCK_SECONDS, lockSeconds } from "../lockout"

describe("the lock after wrong passwords", () => {
  it("begins with the fifth, doubles, and ends at 15 minutes", () => {
    expect([0, 1, 4, 5, 6, 7, 14, 15, 16, 1_000_000].map((failures) => lockSeconds(failures))).toEqual([
      0, 0, 0, 1, 2, 4, 512, 900, 900, 900,
    ])
  })

  it("begins later when more free failures are given", () => {
    expect([49, 50, 51].map((failures) => lockSeconds(failures, 50))).toEqual([0, 1, 2])
  })

  it("is the same as a list, whose last entry is the longest", () => {
    expect(LOCK_SECONDS).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900])
  })
})
