import fc from "fast-check"
import {
  lastVisible,
  mapPrevious,
  mapValues,
  needsHistory,
  valueMappingsProblem,
  type Step,
  type ValueMapping,
} from "../value-mapping"

const transition = { value: "key", previous: "prevKey" }
const mapping = (hidden: string[], values: Record<string, string> = {}): ValueMapping[] => [
  { path: "key", values, hidden },
]
const event = (prevKey: string | null, key: string) => ({ guid: "g", key, prevKey, name: "n" })
const step = (previous: string | null, value: string): Step => ({ value, previous })

describe("what a receiver sees of a transition", () => {
  it.each<[string, ReturnType<typeof event>, ValueMapping[], Step[], object]>([
    ["is the event itself without mappings", event("a", "b"), [], [], { data: event("a", "b") }],
    ["is in its words, both states", event("a", "b"), mapping([], { a: "A", b: "B" }), [], { data: event("A", "B") }],
    ["is as is where no word is given", event("a", "b"), mapping([], { b: "B" }), [], { data: event("a", "B") }],
    ["is nothing when the new state is hidden", event("a", "h"), mapping(["h"]), [], { hidden: true }],
    [
      "skips the hidden state it came from",
      event("h", "b"),
      mapping(["h"]),
      [step("a", "h")],
      { data: event("a", "b") },
    ],
    [
      "skips several hidden states",
      event("h2", "b"),
      mapping(["h1", "h2"]),
      [step("h1", "h2"), step("a", "h1")],
      { data: event("a", "b") },
    ],
    [
      "is nothing when it comes back to what was seen last",
      event("h", "a"),
      mapping(["h"]),
      [step("a", "h")],
      { hidden: true },
    ],
    ["has no former state when none was seen", event("h", "b"), mapping(["h"]), [], { data: event(null, "b") }],
    [
      "has no former state when all were hidden",
      event("h", "b"),
      mapping(["h"]),
      [step(null, "h")],
      { data: event(null, "b") },
    ],
    [
      "has the word of the state seen last",
      event("h", "b"),
      mapping(["h"], { a: "A" }),
      [step("a", "h")],
      { data: event("A", "b") },
    ],
    [
      "has no former state where the event has none, whatever came before",
      event(null, "b"),
      mapping(["h"]),
      [step("a", "h")],
      { data: event(null, "b") },
    ],
    ["may lead back to the same state", event("a", "a"), mapping(["h"]), [], { data: event("a", "a") }],
    [
      "does not look back past a state that may be seen",
      event("a", "b"),
      mapping(["h"]),
      [step("c", "h")],
      { data: event("a", "b") },
    ],
  ])("%s", (_fact, data, mappings, history, expected) => {
    expect(mapValues(data, mappings, transition, history)).toEqual(expected)
  })

  it("hides by any mapping, and maps any path, with and without a transition", () => {
    const mappings = [{ path: "case.brand", values: { x: "X" }, hidden: ["secret"] }]
    expect(mapValues({ case: { a: 1, brand: "x", b: 2 } }, mappings, undefined, [])).toEqual({
      data: { case: { a: 1, brand: "X", b: 2 } },
    })
    expect(mapValues({ case: { brand: "secret" } }, mappings, transition, [])).toEqual({ hidden: true })
    expect(mapValues({ case: null }, mappings, transition, [])).toEqual({ data: { case: null } })
  })

  it("maps a new status, which has no former one", () => {
    expect(mapValues({ key: "a" }, mapping(["h"], { a: "A" }), { value: "key" }, [])).toEqual({ data: { key: "A" } })
    expect(mapValues({ key: "h" }, mapping(["h"]), { value: "key" }, [])).toEqual({ hidden: true })
  })

  it("takes numbers by their text, and words that every object has for words", () => {
    expect(mapValues({ key: 7 }, mapping([], { "7": "seven" }), { value: "key" }, [])).toEqual({
      data: { key: "seven" },
    })
    expect(mapValues({ key: "toString" }, mapping([], {}), { value: "key" }, [])).toEqual({ data: { key: "toString" } })
  })

  it("takes true and false by their text, and nothing but scalars", () => {
    const words = { true: "yes", false: "no", null: "none", a: "A", "[object Object]": "object" }
    const shown = (key: unknown) => mapValues({ key }, mapping([], words), undefined, [])
    expect(shown(true)).toEqual({ data: { key: "yes" } })
    expect(shown(false)).toEqual({ data: { key: "no" } })
    expect(shown(null)).toEqual({ data: { key: null } })
    expect(shown(["a"])).toEqual({ data: { key: ["a"] } })
    expect(shown({ x: 1 })).toEqual({ data: { key: { x: 1 } } })
  })

  it("is the value itself where a mapping only hides", () => {
    expect(mapValues({ key: "a" }, [{ path: "key", hidden: ["h"] }], transition, [])).toEqual({ data: { key: "a" } })
  })

  it("keeps the order of keys and leaves what it was given alone", () => {
    const data = Object.freeze(event("h", "b"))
    const result = mapValues(data, mapping(["h"], { b: "B" }), transition, [step("a", "h")])
    expect(JSON.stringify("data" in result && result.data)).toBe('{"guid":"g","key":"B","prevKey":"a","name":"n"}')
  })

  it("reads history only for the step from a hidden state to a visible one", () => {
    expect(needsHistory(mapping(["h"]), transition, event("h", "b"))).toBe(true)
    expect(needsHistory(mapping(["h"]), transition, event("a", "b"))).toBe(false)
    expect(needsHistory(mapping(["h"]), transition, event("a", "h"))).toBe(false)
    expect(needsHistory(mapping(["h", "i"]), transition, event("h", "i"))).toBe(false)
    expect(needsHistory(mapping(["h"]), { value: "key" }, event("h", "b"))).toBe(false)
    expect(needsHistory(mapping(["h"]), undefined, event("h", "b"))).toBe(false)
    const elsewhere = [...mapping([]), { path: "name", hidden: ["h"] }]
    expect(needsHistory(elsewhere, transition, event("h", "b"))).toBe(false)
  })
})

describe("any walk through states, some of them hidden", () => {
  const states = ["a", "b", "h", "i"]
  const walk = fc
    .array(fc.constantFrom(...states), { minLength: 2, maxLength: 12 })
    .map((all) => all.filter((state, n) => state !== all[n - 1]))

  it("gives the receiver the transitions of a walk through the visible states alone", () => {
    fc.assert(
      fc.property(walk, (path) => {
        const mappings = mapping(["h", "i"])
        const steps = path.slice(1).map((key, n) => step(path[n] ?? null, key))
        const seen = steps.flatMap((own, n) => {
          const result = mapValues(
            event(own.previous as string, own.value as string),
            mappings,
            transition,
            steps.slice(0, n).reverse()
          )
          return "hidden" in result ? [] : [result.data as ReturnType<typeof event>]
        })
        const visible = path.filter((state) => !["h", "i"].includes(state))
        const distinct = visible.filter((state, n) => state !== visible[n - 1])
        // No event was published for the walk's first state: it is a former state, or hidden.
        const expected = ["h", "i"].includes(path[0] ?? "") ? distinct : distinct.slice(1)
        expect(seen.map(({ key }) => key)).toEqual(expected)
        for (const [n, { prevKey }] of seen.entries())
          expect(prevKey).toBe(distinct[distinct.length - seen.length + n - 1] ?? null)
      })
    )
  })

  it("has no last visible state in steps that hold none", () => {
    expect(lastVisible(new Set(["h"]), step(null, "b"), [{ value: undefined, previous: null }, step(null, "a")])).toBe(
      "a"
    )
  })

  it("has as its last visible state one that is not hidden, or none", () => {
    const any = fc.record({ value: fc.constantFrom(null, ...states), previous: fc.constantFrom(null, ...states) })
    fc.assert(
      fc.property(any, fc.array(any), (own, history) => {
        expect([null, "a", "b"]).toContain(lastVisible(new Set(["h", "i"]), own, history))
      })
    )
  })
})

describe("what a receiver sees of previous", () => {
  it("is in its words, without states it does not know", () => {
    const mappings = mapping(["h"], { a: "A" })
    expect(mapPrevious({ key: "a", x: 1 }, mappings, transition, [])).toEqual({ key: "A", x: 1 })
    expect(mapPrevious({ key: "h", x: 1 }, mappings, transition, [step("a", "h")])).toEqual({ key: "A", x: 1 })
    expect(mapPrevious({ key: "h" }, mappings, undefined, [])).toEqual({ key: null })
    expect(mapPrevious(null, mappings, transition, [])).toBeNull()
  })

  it("has no value in place of a hidden one that is not the transition's", () => {
    const mappings = [{ path: "brand", hidden: ["secret"] }]
    expect(mapPrevious({ brand: "secret", key: "a" }, mappings, transition, [step("a", "b")])).toEqual({
      brand: null,
      key: "a",
    })
  })
})

describe("value mappings", () => {
  it.each([
    [null],
    [undefined],
    [[]],
    [[{ path: "key", values: { a: "A" } }]],
    [
      [
        { path: "a.b", hidden: ["x"] },
        { path: "a.c", values: {}, hidden: [] },
      ],
    ],
  ])("can be %j", (mappings) => expect(valueMappingsProblem(mappings)).toBeNull())

  it("can be 20 of 500 values of 200 characters each", () => {
    const text = (n: number) => String(n).padEnd(200, "x")
    const texts = Array.from({ length: 500 }, (_, n) => text(n))
    const values = Object.fromEntries(texts.map((from) => [from, text(0)]))
    const mappings = Array.from({ length: 20 }, (_, n) => ({ path: `k${n}`, values, hidden: texts }))
    expect(valueMappingsProblem(mappings)).toBeNull()
  })

  const long = "x".repeat(201)
  const many = Object.fromEntries(Array.from({ length: 501 }, (_, n) => [String(n), "x"]))
  it.each<[string, unknown, (string | number)[], RegExp]>([
    ["an object", { path: "key" }, [], /list/],
    ["too many", Array.from({ length: 21 }, (_, n) => ({ path: `k${n}`, hidden: [] })), [], /at most 20/],
    ["a text", ["key"], [0], /path, values/],
    ["no path", [{ hidden: [] }], [0, "path"], /text/],
    [
      "a path twice",
      [
        { path: "a", hidden: [] },
        { path: "a", hidden: [] },
      ],
      [1, "path"],
      /^"a" is mapped twice$/,
    ],
    ["a prototype in a path", [{ path: "a.__proto__.b", hidden: [] }], [0, "path"], /__proto__/],
    ["an empty path", [{ path: "", hidden: [] }], [0, "path"], /path/],
    ["neither values nor hidden", [{ path: "a" }], [0], /needs/],
    ["an unknown field", [{ path: "a", hidden: [], map: 1 }], [0, "map"], /known/],
    ["a list of values", [{ path: "a", values: ["x"] }], [0, "values"], /object/],
    ["too many values", [{ path: "a", values: many }], [0, "values"], /at most 500/],
    ["a value that is no text", [{ path: "a", values: { b: 1 } }], [0, "values", "b"], /text/],
    ["a long value", [{ path: "a", values: { b: "x".repeat(201) } }], [0, "values", "b"], /200/],
    [
      "a prototype as a value",
      [{ path: "a", values: JSON.parse('{"__proto__":"x"}') as object }],
      [0, "values", "__proto__"],
      /mapped/,
    ],
    ["hidden as an object", [{ path: "a", hidden: {} }], [0, "hidden"], /list/],
    ["too many hidden", [{ path: "a", hidden: Object.keys(many) }], [0, "hidden"], /at most 500/],
    ["hidden that is no text at all", [{ path: "a", hidden: [1] }], [0, "hidden", 0], /text/],
    ["hidden that is a list", [{ path: "a", hidden: [["x"]] }], [0, "hidden", 0], /text/],
    ["hidden that is long", [{ path: "a", hidden: ["x".repeat(201)] }], [0, "hidden", 0], /200/],
    ["a long value of ours", [{ path: "a", values: { [long]: "x" } }], [0, "values", "x".repeat(200)], /200/],
    ["a long unknown field", [{ path: "a", hidden: [], [long]: 1 }], [0, "x".repeat(200)], /known/],
    ["hidden that is no text", [{ path: "a", hidden: ["x", 1] }], [0, "hidden", 1], /text/],
  ])("can't be %s", (_fact, mappings, path, message) => {
    const problem = valueMappingsProblem(mappings)
    expect(problem?.path).toEqual(path)
    expect(problem?.message).toMatch(message)
  })
})
