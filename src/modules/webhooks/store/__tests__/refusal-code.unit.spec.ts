import { refusalCodeOf } from "../db"
import { withoutTexts, type SettledAttempt } from "../settle-attempts"

const error = (code: unknown) => Object.assign(new Error("x"), { code })

describe("an error of the database", () => {
  it.each(["22P05", "22021", "22003", "23505", "23514"])(
    "with the code %s is a value that can't be written",
    (code) => {
      expect(refusalCodeOf(error(code))).toBe(code)
    }
  )

  it.each(["08006", "57P01", "40P01", "53300", "42703", "ECONNREFUSED", "22", 22021, undefined])(
    "with the code %s may be none the next time",
    (code) => {
      expect(refusalCodeOf(error(code))).toBeNull()
    }
  )

  it("is none where it is no error at all", () => {
    expect([null, undefined, "22P05", new Error("22P05")].map(refusalCodeOf)).toEqual([null, null, null, null])
  })
})

it("what the database refused is written without what others have written, and with a status only where it is one", () => {
  const attempt = { outcome: "server_error", reason: "x", response_body: "y", status: "retrying" } as SettledAttempt
  expect(withoutTexts({ ...attempt, response_code: 500 })).toMatchObject({
    ...{ outcome: "server_error", status: "retrying", response_code: 500, response_body: null },
    reason: expect.stringContaining("the database refused"),
  })
  for (const code of [null, NaN, 99, 1_000, 3e9, 200.5])
    expect(withoutTexts({ ...attempt, response_code: code }).response_code).toBeNull()
})
