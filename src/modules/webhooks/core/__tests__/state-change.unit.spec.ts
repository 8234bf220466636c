import fc from "fast-check"
import { canonical, changeOf, type Json } from "../state-change"

const json = fc.jsonValue() as fc.Arbitrary<Json>
const published = (content: Json, eventId = "evt_1") => ({ event_id: eventId, content })

describe("the change of a tracked thing", () => {
  it.each<[string, Parameters<typeof changeOf>, object | null]>([
    ["a new thing is created", ["a", null, { x: 1 }, true], { kind: "created", previous: undefined }],
    [
      "a thing that was never published is updated, without previous",
      ["a", null, { x: 1 }, false],
      { kind: "updated", previous: undefined },
    ],
    [
      "another content is an update",
      ["a", published({ x: 1 }), { x: 2 }, false],
      { kind: "updated", previous: { x: 1 } },
    ],
    ["the same content in another order is silence", ["a", published({ x: 1, y: 2 }), { y: 2, x: 1 }, true], null],
    [
      "a deletion carries the former content",
      ["a", published({ x: 1 }), null, false],
      { kind: "deleted", previous: { x: 1 } },
    ],
    ["the deletion of a thing that was never published is no change", ["a", null, null, false], null],
    ["a second end is silence", ["a", published(null), null, false], null],
    [
      "a thing that returns is created",
      ["a", published(null), { x: 1 }, false],
      { kind: "created", previous: undefined },
    ],
  ])("%s", (_fact, input, expected) => {
    const change = changeOf(...input)
    if (expected === null) expect(change).toBeNull()
    else expect(change).toMatchObject(expected)
  })

  it("has one key for one change, however often it is seen", () => {
    fc.assert(
      fc.property(json, json, fc.boolean(), (before, after, isNew) => {
        expect(changeOf("a", published(before), after, isNew)?.key).toBe(
          changeOf("a", published(before), after, !isNew)?.key
        )
      })
    )
  })

  it("has a key that never changes: of the thing, the event before it and the new content", () => {
    expect(changeOf("a", published({ x: 1 }), { x: 2 }, false)?.key).toBe("a:56547ef74a7f36baf3b31cc9dd78b8ff")
    expect(changeOf("a", null, { x: 1 }, true)?.key).toBe("a:e36b39587a7a6bc29ae00bf9f773b694")
  })

  it("has a new key when it returns to an earlier content", () => {
    const first = changeOf("a", published({ x: 1 }, "evt_1"), { x: 2 }, false)
    const third = changeOf("a", published({ x: 1 }, "evt_3"), { x: 2 }, false)
    expect(first?.key).not.toBe(third?.key)
  })

  it("is none for any content against itself", () => {
    fc.assert(fc.property(json, (content) => expect(changeOf("a", published(content), content, false)).toBeNull()))
  })
})

describe("canonical JSON", () => {
  it("has its keys sorted, at every level, and its lists as they are", () => {
    expect(canonical({ b: [2, { d: null, c: "x" }, 1], a: true, B: 0 })).toBe(
      '{"B":0,"a":true,"b":[2,{"c":"x","d":null},1]}'
    )
  })

  it("is the same for the same content, however its keys are ordered", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), json), (content) => {
        const reversed = Object.fromEntries(Object.entries(content).reverse())
        expect(canonical(reversed)).toBe(canonical(content))
        expect(JSON.parse(canonical(content))).toEqual(JSON.parse(JSON.stringify(content)))
      })
    )
  })
})
