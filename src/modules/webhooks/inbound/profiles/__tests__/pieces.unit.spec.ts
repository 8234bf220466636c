import { referencedId } from "../_fhir"
import { at, idAt, numberAt } from "../_json"
import { kindText, messageId } from "../_messages"
import { instantOf, minutesAfter, minutesBetween, utcInstantOf } from "../_time"

describe("a field of a body", () => {
  it("is only what the body holds itself", () => {
    expect(at({}, "constructor", "name")).toBeUndefined()
    expect(at([], "length")).toBeUndefined()
    expect(at({ a: { b: 0 } }, "a", "b")).toBe(0)
  })

  it("is an id as text, without the digits that a number has lost", () => {
    expect(idAt({ id: 64_058_687_489 }, "id")).toBe("64058687489")
    expect(idAt(JSON.parse('{ "id": 9007199254740993 }'), "id")).toBeUndefined()
    expect([idAt({ id: "" }, "id"), idAt({ id: 1.5 }, "id"), idAt({ id: true }, "id")]).toEqual([
      ...[undefined, undefined, undefined],
    ])
  })

  it("is a number, written as text or not", () => {
    expect([numberAt({ n: 1.5 }, "n"), numberAt({ n: "42" }, "n"), numberAt({ n: "1.5" }, "n")]).toEqual([1.5, 42, 1.5])
    expect([numberAt({ n: "" }, "n"), numberAt({ n: "1e9" }, "n"), numberAt(JSON.parse('{"n":1e999}'), "n")]).toEqual([
      ...[undefined, undefined, undefined],
    ])
  })
})

describe("an instant", () => {
  it("gets the form of ISO 8601 where it has an offset, and stays as it is where it can't be read", () => {
    expect(instantOf("2024-07-01 12:30:00 -0700")).toBe("2024-07-01T12:30:00-07:00")
    expect(instantOf("2024-07-01 12:30:00+05:30")).toBe("2024-07-01T12:30:00+05:30")
    expect([instantOf("2024-07-01T12:30:00Z"), instantOf("soon"), instantOf(undefined)]).toEqual([
      ...["2024-07-01T12:30:00Z", "soon", undefined],
    ])
  })

  it("is taken for UTC only where the vendor means it", () => {
    expect(utcInstantOf("2016-10-13T01:02:37")).toBe("2016-10-13T01:02:37Z")
    expect(utcInstantOf("2016-10-13 01:02:37.123456")).toBe("2016-10-13T01:02:37.123456Z")
    expect(utcInstantOf("2016-10-13T01:02:37+02:00")).toBe("2016-10-13T01:02:37+02:00")
    expect(instantOf("2016-10-13T01:02:37")).toBe("2016-10-13T01:02:37")
  })

  it("is reckoned with only where it has an offset, and never beyond what a date can be", () => {
    expect(minutesAfter("2024-07-01T23:30:00-07:00", 45)).toBe("2024-07-02T07:15:00.000Z")
    expect(minutesAfter("2024-07-01T23:30:00", 45)).toBeUndefined()
    expect(minutesAfter("2024-07-01T23:30:00Z", 1e300)).toBeUndefined()
    expect([minutesAfter(undefined, 1), minutesAfter("x", 1), minutesAfter("2024-07-01T23:30:00Z", undefined)]).toEqual(
      [...[undefined, undefined, undefined]]
    )
  })

  it("is some minutes after another one, or there is no duration", () => {
    expect(minutesBetween("2024-07-01T10:00:00Z", "2024-07-01T12:30:30+02:00")).toBe(30.5)
    expect(minutesBetween("2024-07-01T10:00:00Z", "2024-07-01T10:00:00Z")).toBe(0)
    expect(minutesBetween("2024-07-01T10:00:01Z", "2024-07-01T10:00:00Z")).toBeUndefined()
    expect(minutesBetween("2024-07-01T10:00:00Z", undefined)).toBeUndefined()
  })
})

describe("a message's name and id", () => {
  it("has only signs that a list can show, and a length that it can", () => {
    expect(kindText("Encounter.sign off/1")).toBe("Encounter.sign-off-1")
    expect([kindText(""), kindText(undefined)]).toEqual(["unknown", "unknown"])
    expect(kindText("x".repeat(200))).toBe("x".repeat(100))
  })

  it("has an id only where the table can hold it", () => {
    expect(messageId("x".repeat(255))).toHaveLength(255)
    expect([messageId("x".repeat(256)), messageId("a\0b"), messageId("\ud800"), messageId(undefined)]).toEqual([
      ...[null, null, null, null],
    ])
  })
})

it.each([
  ["Patient/1", "1"],
  ["https://fhir.example/r4/Patient/1/_history/2", "1"],
  ["Patient/a-195900.E-51711", "a-195900.E-51711"],
  ["Practitioner/1", undefined],
  ["Patient/", undefined],
  ["Patient/..", undefined],
  ["Patient/a_b", undefined],
  [`Patient/${"x".repeat(65)}`, undefined],
  [undefined, undefined],
])("reads the patient of the reference %s", (reference, id) => expect(referencedId(reference, "Patient")).toBe(id))
