import fc from "fast-check"
import { isStorable } from "../json-problem"
import { storedText, storedTextOfBytes } from "../stored-text"

describe("a text that is stored with an attempt", () => {
  it.each([
    ["abc", 2, "ab"],
    ["abc", 3, "abc"],
    ["ab😀", 3, "ab"],
    ["ab😀", 4, "ab😀"],
    ["a\0b", 9, "a\uFFFDb"],
    ["a\uD83Db", 9, "a\uFFFDb"],
    ["\uDE00\uD83D", 9, "\uFFFD\uFFFD"],
    ["a\uD83Db", 2, "a\uFFFD"],
  ])("%j cut to %i is %j", (text, most, expected) => {
    expect(storedText(text, most)).toBe(expected)
  })

  it("is taken by Postgres, and is no longer than asked, whatever it was", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.nat(30), (text, most) => {
        const halves = `${text}\uD83D\0\uDE00`
        const stored = storedText(halves, most)
        expect(isStorable(stored)).toBe(true)
        expect(stored.length).toBeLessThanOrEqual(most)
      })
    )
  })
})

describe("bytes of an answer", () => {
  it.each([
    ["a€", 4, "a€"],
    ["a€", 3, "a"],
    ["a€", 2, "a"],
    ["a😀b", 5, "a😀"],
    ["a😀b", 4, "a"],
    ["a\0b", 3, "a\uFFFDb"],
    ["", 3, ""],
  ])("of %j cut to %i are %j", (text, most, expected) => {
    expect(storedTextOfBytes(Buffer.from(text), most)).toBe(expected)
  })

  it("end after a whole character of any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.nat(40), (text, most) => {
        const stored = storedTextOfBytes(Buffer.from(text), most)
        expect(text.startsWith(stored)).toBe(true)
        expect(Buffer.byteLength(stored)).toBeLessThanOrEqual(Math.max(most, 0))
      })
    )
  })

  it("that are no UTF-8 are cut where the limit is", () => {
    expect(storedTextOfBytes(Buffer.alloc(9, 0x80), 5)).toBe("\uFFFD".repeat(5))
  })
})
