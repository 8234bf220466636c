import { GuessLimiter } from "../guess-limiter"

const at = (seconds: number) => new Date(1_800_000_000_000 + seconds * 1_000)

describe("the limiter of guesses", () => {
  it("locks after its free failures, longer each time, and that key only", () => {
    const limiter = new GuessLimiter(2, 10)
    limiter.fail("a", at(0))
    expect(limiter.lockedUntil("a", at(0))).toBeNull()
    limiter.fail("a", at(0))
    expect(limiter.lockedUntil("a", at(0))).toEqual(at(1))
    expect(limiter.lockedUntil("a", at(1))).toBeNull()
    limiter.fail("a", at(1))
    expect(limiter.lockedUntil("a", at(1))).toEqual(at(3))
    expect(limiter.lockedUntil("b", at(1))).toBeNull()
  })

  it("forgets after an hour without one", () => {
    const limiter = new GuessLimiter(2, 10)
    limiter.fail("a", at(0))
    limiter.fail("a", at(3_600))
    expect(limiter.lockedUntil("a", at(3_600))).toBeNull()
  })

  it("holds no more than it may, and lets go of what failed longest ago", () => {
    const limiter = new GuessLimiter(1, 2)
    for (const key of ["a", "b", "a", "c"]) limiter.fail(key, at(0))
    expect(["a", "b", "c"].map((key) => limiter.lockedUntil(key, at(0)) !== null)).toEqual([true, false, true])
  })
})
