import fc from "fast-check"
import { sameJson } from "../same-json"
import { canonical, type Json } from "../state-change"

describe("two JSON values", () => {
  it.each<[unknown, unknown, boolean]>([
    [1, 1, true],
    [1, "1", false],
    [null, {}, false],
    [[], {}, false],
    [[1, 2], [1, 2], true],
    [[1, 2], [2, 1], false],
    [[1], [1, 2], false],
    [[1, 2], [1], false],
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [{ a: 1, b: 2 }, { a: 1 }, false],
    [{ a: undefined }, { b: undefined }, false],
    [{ a: [{ b: 1 }] }, { a: [{ b: 2 }] }, false],
  ])("%j and %j are the same: %s", (a, b, expected) => {
    expect(sameJson(a, b)).toBe(expected)
  })

  it("are the same exactly when their texts with sorted keys are", () => {
    const small = fc.jsonValue({ maxDepth: 2, stringUnit: fc.constantFrom("a", "b") }) as fc.Arbitrary<Json>
    fc.assert(
      fc.property(small, small, (a, b) => {
        const [left, right] = [JSON.parse(JSON.stringify(a)) as Json, JSON.parse(JSON.stringify(b)) as Json]
        expect(sameJson(left, right)).toBe(canonical(left) === canonical(right))
        expect(sameJson(left, JSON.parse(JSON.stringify(left)))).toBe(true)
      })
    )
  })
})
