import fc from "fast-check"
import { MAX_JSON_DEPTH, depthProblem, isStorable, keepingProblem } from "../json-problem"

const nested = (levels: number): unknown => JSON.parse("[".repeat(levels) + "]".repeat(levels))

describe("JSON that can't be kept", () => {
  it.each<[string, unknown, (string | number)[]]>([
    ["a number beyond a double", JSON.parse('{"a":1e400}'), ["a"]],
    ["a whole number that is rounded", JSON.parse('{"a":{"b":12345678901234567890}}'), ["a", "b"]],
    ["half of a surrogate pair", { a: ["x", "\ud800"] }, ["a", 1]],
    ["a key that names the prototype", JSON.parse('{"a":{"__proto__":1}}'), ["a", "__proto__"]],
    ["a constructor", { a: [{ constructor: 1 }] }, ["a", 0, "constructor"]],
  ])("is %s, and the spot is named", (_what, value, path) => expect(keepingProblem(value)?.path).toEqual(path))

  it("is whatever is nested too deeply, without a stack overflow", () => {
    expect(depthProblem(nested(MAX_JSON_DEPTH))).toBeNull()
    expect(depthProblem(nested(MAX_JSON_DEPTH + 2))?.path).toHaveLength(MAX_JSON_DEPTH + 1)
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
