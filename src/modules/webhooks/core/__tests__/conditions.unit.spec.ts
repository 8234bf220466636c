import fc from "fast-check"
import { conditionsProblem, matchesConditions, type ConditionDocument } from "../conditions"

const transition: ConditionDocument = {
  type: "case.status_changed",
  data: {
    guid: "g",
    key: "final",
    prevKey: "arrived",
    lines: [
      { n: 1, kind: "part" },
      { n: 2, kind: "fee" },
    ],
    tags: ["a", "b"],
    price: 280,
  },
  previous: { key: "arrived" },
  account_id: "12",
  actor: null,
}

const nested = (levels: number): unknown => (levels === 0 ? { type: "x" } : { $and: [nested(levels - 1)] })

describe("conditions", () => {
  it.each<[string, unknown, boolean]>([
    ["none match every event", null, true],
    ["no fields match every event", {}, true],
    ["the new key is X", { "data.key": "final" }, true],
    ["the new key is not X", { "data.key": "arrived" }, false],
    ["X changed to anything, by the data", { "data.prevKey": "arrived", "data.key": { $ne: "arrived" } }, true],
    ["X changed to anything, by previous", { "previous.key": "arrived" }, true],
    ["X changed to Y", { "data.prevKey": "arrived", "data.key": "final" }, true],
    ["X changed to another than Y", { "data.prevKey": "arrived", "data.key": "lost" }, false],
    ["one of several", { "data.key": { $in: ["final", "lost"] } }, true],
    ["none of several", { "data.key": { $nin: ["final", "lost"] } }, false],
    ["a number in a range", { "data.price": { $gt: 100, $lte: 280 } }, true],
    ["a number below a limit", { "data.price": { $lt: 280 } }, false],
    ["a text in a range", { "data.key": { $gt: "a", $lt: "g" } }, true],
    ["a list as a whole", { "data.tags": ["a", "b"] }, true],
    ["another list", { "data.tags": ["a", "c"] }, false],
    ["another whole object", { previous: { key: "lost" } }, false],
    ["a text is no number", { "data.key": { $gt: 100 } }, false],
    ["either", { $or: [{ type: "x" }, { account_id: "12" }] }, true],
    ["neither", { $nor: [{ type: "x" }, { account_id: "12" }] }, false],
    ["not", { "data.key": { $not: { $in: ["lost"] } } }, true],
    ["an element with fields", { "data.lines": { $elemMatch: { kind: "fee", n: { $gte: 2 } } } }, true],
    ["no element with both", { "data.lines": { $elemMatch: { kind: "fee", n: 1 } } }, false],
    ["an element of itself", { "data.tags": { $elemMatch: { $eq: "b" } } }, true],
    ["all elements named", { "data.tags": { $all: ["b", "a"] } }, true],
    ["so many elements", { "data.tags": { $size: 3 } }, false],
    ["a field of any element", { "data.lines.kind": "fee" }, true],
    ["a whole object", { previous: { key: "arrived" } }, true],
    ["no actor", { actor: null }, true],
    ["there", { "data.guid": { $exists: true } }, true],
    ["not there", { "data.no.such.path": { $exists: false } }, true],
    ["nothing there to be equal", { "data.no.such.path": "x" }, false],
    ["a path through a text", { "data.guid.a.b": "x" }, false],
  ])("%s", (_fact, conditions, expected) => {
    expect(conditionsProblem(conditions)).toBeNull()
    expect(matchesConditions(conditions, transition)).toBe(expected)
  })

  it.each<[string, unknown, (string | number)[], RegExp]>([
    ["code", { $where: "sleep(1e9)" }, ["$where"], /\$where/],
    ["code on a field", { "data.key": { $where: "1" } }, ["data.key", "$where"], /\$where/],
    [
      "code below",
      { $or: [{ type: "x" }, { "data.a": { $not: { $where: "1" } } }] },
      ["$or", 1, "data.a", "$not", "$where"],
      /operator/,
    ],
    ["a pattern", { "data.key": { $regex: "(a+)+$" } }, ["data.key", "$regex"], /\$regex/],
    ["an expression", { $expr: {} }, ["$expr"], /\$expr/],
    ["an operator as a list member", { "data.key": { $in: [{ $gt: 1 }] } }, ["data.key", "$in"], /list of/],
    ["an operator in a value", { "data.a": { b: { $gt: 1 } } }, ["data.a", "b", "$gt"], /within a value/],
    ["operators beside keys", { "data.a": { $gt: 1, b: 1 } }, ["data.a", "b"], /side by side/],
    ["another field", { status: "x" }, ["status"], /type, data/],
    ["a field that only begins alike", { "database.x": 1 }, ["database.x"], /type, data/],
    ["a list for an object", [{ type: "x" }], [], /object/],
    ["a list in a group", { $and: [[{ type: "x" }]] }, ["$and", 0], /object/],
    ["an object for a list", { $and: { type: "x" } }, ["$and"], /list/],
    ["an empty group", { $or: [] }, ["$or"], /at least one/],
    ["a scalar", "x", [], /object/],
    ["a scalar for $not", { "data.a": { $not: "x" } }, ["data.a", "$not"], /operators/],
    ["a prototype in a path", { "data.__proto__.polluted": 1 }, ["data.__proto__.polluted"], /__proto__/],
    ["a constructor in a path", { "data.constructor.name": "Object" }, ["data.constructor.name"], /constructor/],
    ["a prototype as a key", JSON.parse('{"__proto__":{"type":"x"}}'), ["__proto__"], /__proto__/],
    [
      "a prototype in a value",
      { data: JSON.parse('{"a":{"__proto__":1}}') as unknown },
      ["data", "a", "__proto__"],
      /__proto__/,
    ],
    ["two dots", { "data..key": 1 }, ["data..key"], /path/],
    ["a size below nothing", { "data.a": { $size: -1 } }, ["data.a", "$size"], /whole number/],
    ["a truthy $exists", { "data.a": { $exists: 1 } }, ["data.a", "$exists"], /true or false/],
    ["no JSON", { "data.a": () => true }, ["data.a"], /JSON/],
    ["no number", { "data.a": Infinity }, ["data.a"], /finite/],
    ["a long text", { "data.a": "x".repeat(501) }, ["data.a"], /longer than 500/],
    ["a long path", { [`data.${"x".repeat(250)}`]: 1 }, [`data.${"x".repeat(250)}`], /longer than 200/],
    ["a comparison with true", { "data.a": { $gt: true } }, ["data.a", "$gt"], /^must be a number or a text$/],
    ["a comparison with a list", { "data.a": { $lte: ["x"] } }, ["data.a", "$lte"], /^must be a number or a text$/],
    ["a second field, after one that is fine", { type: "x", status: "y" }, ["status"], /type, data/],
    ["no operators for $not", { "data.a": { $not: {} } }, ["data.a", "$not"], /^must be an object of operators$/],
    ["code on an element", { "data.a": { $elemMatch: { $where: "1" } } }, ["data.a", "$elemMatch", "$where"], /known/],
    [
      "operators beside an element's fields",
      { "data.a": { $elemMatch: { $eq: 1, kind: "x" } } },
      ["data.a", "$elemMatch", "kind"],
      /side by side/,
    ],
    ["an operator within a list", { "data.a": ["x", { b: { $gt: 1 } }] }, ["data.a", 1, "b", "$gt"], /within a value/],
    ["too much", { "data.a": { $in: new Array(100).fill("x") } }, ["data.a", "$in", 97], /more than 100/],
  ])("refuse %s, and meet nothing", (_fact, conditions, path, message) => {
    const problem = conditionsProblem(conditions)
    expect(problem?.path).toEqual(path)
    expect(problem?.message).toMatch(message)
    expect(matchesConditions(conditions, transition)).toBe(false)
  })

  it("refuse what is nested deeper than eight levels, however deep", () => {
    expect(conditionsProblem(nested(3))).toBeNull()
    expect(conditionsProblem(nested(4))?.message).toMatch(/deeper than 8/)
    let bomb: unknown = 1
    for (let level = 0; level < 100_000; level++) bomb = { a: bomb }
    expect(conditionsProblem(bomb)?.message).toMatch(/deeper than 8/)
    expect(matchesConditions(bomb, transition)).toBe(false)
  })

  it("may have eight levels and texts of 500 characters", () => {
    const levels = (count: number): unknown => (count === 0 ? "x".repeat(500) : { a: levels(count - 1) })
    expect(conditionsProblem({ data: levels(7) })).toBeNull()
    expect(conditionsProblem({ data: levels(8) })?.message).toBe("nested deeper than 8 levels")
  })

  it("may be left out", () => {
    expect(conditionsProblem(undefined)).toBeNull()
    expect(matchesConditions(undefined, transition)).toBe(true)
  })

  it("are not met by data that can't be read", () => {
    const data = Object.defineProperty({}, "key", {
      enumerable: true,
      get() {
        throw new Error("unreadable")
      },
    })
    expect(matchesConditions({ "data.key": "final" }, { ...transition, data })).toBe(false)
  })

  it("never throw, whatever is stored and whatever happened", () => {
    const key = fc.constantFrom(
      "data",
      "data.a",
      "type",
      "$and",
      "$or",
      "$not",
      "$in",
      "$elemMatch",
      "$eq",
      "$all",
      "$size",
      "$where",
      "constructor",
      "a"
    )
    const { query } = fc.letrec<{ query: unknown }>((tie) => ({
      query: fc.oneof(
        { depthSize: "medium" },
        fc.jsonValue({ maxDepth: 0 }),
        fc.array(tie("query"), { maxLength: 3 }),
        fc.dictionary(key, tie("query"), { maxKeys: 3 })
      ),
    }))
    fc.assert(
      fc.property(query, fc.jsonValue(), (conditions, data) => {
        expect(typeof matchesConditions(conditions, { ...transition, data })).toBe("boolean")
      }),
      { numRuns: 500 }
    )
  })

  it("can be evaluated whenever they are accepted: what sift would refuse is refused before", () => {
    const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null))
    const operators = fc.record(
      { $ne: scalar, $in: fc.array(scalar, { maxLength: 3 }), $exists: fc.boolean(), $size: fc.nat(3) },
      { requiredKeys: [] }
    )
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom("data.a", "data.b.c", "type"), fc.oneof(scalar, operators)),
        fc.jsonValue(),
        (query, data) => {
          expect(conditionsProblem(query)).toBeNull()
          const document = { ...transition, data }
          expect(matchesConditions({ $nor: [query] }, document)).toBe(!matchesConditions(query, document))
        }
      )
    )
  })

  it("see an event's own properties, not inherited ones", () => {
    for (const path of ["data.toString", "data.hasOwnProperty", "data.key.trim"]) {
      expect(matchesConditions({ [path]: { $exists: true } }, transition)).toBe(false)
    }
  })

  it("stay fast against large data", () => {
    const data = { list: Array.from({ length: 20_000 }, (_, n) => ({ n: String(n) })) }
    const before = process.cpuUsage()
    expect(
      matchesConditions(
        { "data.list.n": { $in: Array.from({ length: 90 }, (_, n) => `no${n}`) } },
        { ...transition, data }
      )
    ).toBe(false)
    const used = process.cpuUsage(before)
    expect((used.user + used.system) / 1_000).toBeLessThan(2_000)
  })
})
