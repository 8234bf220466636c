import fc from "fast-check"
import { changedKeys } from "../changed-keys"
import { isRecord } from "../problem"

type Fields = Record<string, unknown>

const key = fc.oneof(fc.constantFrom("a", "b", "c", "__proto__", "toString"), fc.string())
const { fields } = fc.letrec<{ fields: Fields; value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom(null, 1, 2, "x", true),
    fc.array(fc.jsonValue(), { maxLength: 2 }),
    tie("fields")
  ),
  fields: fc.dictionary(key, tie("value"), { maxKeys: 4 }) as fc.Arbitrary<Fields>,
}))

/** What a receiver does with changes: null removes, objects merge, all else replaces (RFC 7396). */
function applied(to: unknown, changes: unknown): unknown {
  if (!isRecord(changes)) return changes
  const merged = new Map(Object.entries(isRecord(to) ? to : {}))
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) merged.delete(name)
    else merged.set(name, applied(merged.get(name), value))
  }
  return Object.fromEntries(merged)
}

/** Where null means removed, nothing is null. */
const withoutNulls = (value: unknown) => applied({}, value)

describe("changed keys", () => {
  it("turn before into after", () => {
    fc.assert(
      fc.property(fields, fields, (before, after) => {
        expect(withoutNulls(applied(before, changedKeys(before, after, []).changes))).toEqual(withoutNulls(after))
      })
    )
  })

  it("turn after back into before when compared the other way", () => {
    fc.assert(
      fc.property(fields, fields, (before, after) => {
        expect(withoutNulls(applied(after, changedKeys(after, before, []).changes))).toEqual(withoutNulls(before))
      })
    )
  })

  it("are none between equals, in whatever order their keys are", () => {
    fc.assert(
      fc.property(fields, (value) => {
        const reordered = Object.fromEntries(Object.entries(value).reverse())
        expect(changedKeys(value, reordered, [])).toEqual({ changes: {}, changed: false })
      })
    )
  })

  it("report a change exactly when they hold a key", () => {
    fc.assert(
      fc.property(fields, fields, (before, after) => {
        const { changes, changed } = changedKeys(before, after, [])
        expect(changed).toBe(Object.keys(changes).length > 0)
      })
    )
  })

  it("leave out unchanged keys, give removed keys as null and an array as one value", () => {
    const before = {
      guid: "g",
      orderData: { refNo: "OLD", serial: "S1", kept: 1 },
      consumer: { lastName: "Musk" },
      list: [1, 2],
    }
    const after = { orderData: { refNo: "REF", kept: 1 }, guid: "g", consumer: { lastName: "Musk" }, list: [1, 2, 3] }
    const { changes } = changedKeys(before, after, ["guid"])
    expect(JSON.stringify(changes)).toBe('{"guid":"g","orderData":{"refNo":"REF","serial":null},"list":[1,2,3]}')
  })

  it("give an object as a whole when it was removed, added or replaced by another type", () => {
    expect(changedKeys({ a: { b: 1 }, c: 1, d: { e: 1 } }, { b: { x: { y: 1 } }, c: {}, d: [1] }, []).changes).toEqual({
      a: null,
      b: { x: { y: 1 } },
      c: {},
      d: [1],
    })
  })

  it("keep the always keys of an event in which nothing changed", () => {
    expect(changedKeys({ guid: "g", a: 1 }, { guid: "g", a: 1 }, ["guid", "absent"])).toStrictEqual({
      changes: { guid: "g" },
      changed: false,
    })
  })

  it("keep an always key whole, where only a part of it changed", () => {
    expect(changedKeys({ id: { a: 1, b: 1 }, c: 1 }, { id: { a: 1, b: 2 }, c: 2 }, ["id"]).changes).toEqual({
      id: { a: 1, b: 2 },
      c: 2,
    })
  })

  it("give an object at the 65th level as a whole", () => {
    const within = (levels: number, inner: Fields): Fields => (levels === 0 ? inner : { x: within(levels - 1, inner) })
    const changesAt = (levels: number) =>
      changedKeys(within(levels, { a: 1, b: 1 }), within(levels, { a: 1, b: 2 }), []).changes
    expect(changesAt(64)).toEqual(within(64, { b: 2 }))
    expect(changesAt(65)).toEqual(within(65, { a: 1, b: 2 }))
  })

  it("take a key named __proto__ for a key", () => {
    const { changes } = changedKeys({}, JSON.parse('{"a":{"__proto__":{"polluted":1}}}') as Fields, [])
    expect(JSON.stringify(changes)).toBe('{"a":{"__proto__":{"polluted":1}}}')
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })

  it("survive nesting as deep as a body can be", () => {
    const deep = (inner: unknown) => {
      let value: unknown = inner
      for (let level = 0; level < 100_000; level++) value = level % 2 ? [value] : { a: value }
      return { value }
    }
    expect(changedKeys(deep(1), deep(2), []).changed).toBe(true)
    expect(changedKeys(deep(1), deep(1), []).changed).toBe(false)
  })
})
