import fc from "fast-check"
import { MAX_JSON_DEPTH, depthProblem, isStorable, keepingProblem } from "../json-problem"

const nested = (levels: number): unknown => JSON.parse("[".repeat(levels) + "]".repeat(levels))

const TOO_LARGE = "is a number too large for JSON's receivers; send it as a text"
const ROUNDED = "is a whole number beyond 2^53 and would be rounded; send it as a text"
const UNSAFE = "is a key that can't be kept"

describe("JSON that can't be kept", () => {
  it.each<[string, unknown, (string | number)[], string]>([
    ["a number beyond a double", JSON.parse('{"a":1e400}'), ["a"], TOO_LARGE],
    ["a whole number that is rounded", JSON.parse('{"a":{"b":12345678901234567890}}'), ["a", "b"], ROUNDED],
    ["the first whole number that may be rounded", [2 ** 53], [0], ROUNDED],
    ["the first below zero", [-(2 ** 53)], [0], ROUNDED],
    ["half of a surrogate pair", { a: ["x", "\ud800"] }, ["a", 1], "holds half of a surrogate pair"],
    ["a key that names the prototype", JSON.parse('{"a":{"__proto__":1}}'), ["a", "__proto__"], UNSAFE],
    ["a constructor", { a: [{ constructor: 1 }] }, ["a", 0, "constructor"], UNSAFE],
    ["a prototype", { prototype: 1 }, ["prototype"], UNSAFE],
  ])("is %s, and the spot is named", (_what, value, path, message) =>
    expect(keepingProblem(value)).toEqual({ path, message })
  )

  it.each([2 ** 53 - 1, -(2 ** 53 - 1), 0, 1.5, 1e-300, 0.1 + 0.2])("is not the number %d", (number) =>
    expect(keepingProblem({ number })).toBeNull()
  )

  it("is whatever is nested too deeply, without a stack overflow", () => {
    expect(depthProblem(nested(65))).toBeNull()
    expect(depthProblem(nested(66))).toEqual({
      path: new Array<number>(65).fill(0),
      message: "is nested deeper than 64 levels",
    })
    expect(keepingProblem(nested(9_000))?.message).toContain(`${MAX_JSON_DEPTH} levels`)
  })

  it("is nothing else: what JSON.stringify gives back is what was sent", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const sent = JSON.parse(JSON.stringify(value)) as unknown
        if (keepingProblem(sent) === null) expect(JSON.parse(JSON.stringify(sent))).toEqual(sent)
      })
    )
  })

  it.each([
    ["plain", true],
    ["\ud83d\ude00", true],
    ["a\0b", false],
    ["\ud83d", false],
    ["\ude00\ud83d", false],
  ])("a text %j is storable: %s", (text, expected) => expect(isStorable(text)).toBe(expected))
})
