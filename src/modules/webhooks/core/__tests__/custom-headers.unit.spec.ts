import fc from "fast-check"
import { MASKED_VALUE, headerRefusal, unmaskHeaders } from "../custom-headers"

describe("custom headers", () => {
  it.each([
    ["authorization", "Bearer x"],
    ["X-Api-Key", "a b\tc"],
    ["x-empty", ""],
  ])("may be %s", (name, value) => {
    expect(headerRefusal({ name, value })).toBeNull()
  })

  it.each([
    "Host",
    "content-length",
    "Content-Type",
    "webhook-id",
    "Webhook-Signature",
    "webhook-anything",
    "transfer-encoding",
    "x-webhook-signature",
  ])("may not be %s, which is ours or the connection's", (name) => {
    expect(headerRefusal({ name, value: "1" })).toMatchObject({ part: "name", code: "header_reserved" })
  })

  it.each([
    ["x-a", "1\r\nx-b: 2"],
    ["x-a", "1\n2"],
    ["x-a", "1\0"],
    ["x-a", "ü"],
    ["x a", "1"],
    ["x-a:", "1"],
    ["", "1"],
    ["x-a", "x".repeat(5_000)],
  ])("may not be %j: %j", (name, value) => {
    expect(headerRefusal({ name, value })).not.toBeNull()
  })

  it("are refused for the part that is wrong, whatever the name is called", () => {
    expect(headerRefusal({ name: "x-tenant-name", value: "a\nb" })?.part).toBe("value")
    expect(headerRefusal({ name: "x-reserved", value: "a\nb" })?.part).toBe("value")
    expect(headerRefusal({ name: "x value", value: "a" })?.part).toBe("name")
  })

  it("never let a line break through", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.constantFrom("\r", "\n"), (before, after, lineBreak) => {
        expect(headerRefusal({ name: "x-a", value: before + lineBreak + after })).not.toBeNull()
        expect(headerRefusal({ name: before + lineBreak + after, value: "1" })).not.toBeNull()
      })
    )
  })

  it("keep their stored value where the mask comes back, whatever the case of the name", () => {
    const stored = [{ name: "Authorization", value: "secret" }]
    expect(
      unmaskHeaders(
        [
          { name: "authorization", value: MASKED_VALUE },
          { name: "x-b", value: "2" },
        ],
        stored
      )
    ).toEqual([
      { name: "authorization", value: "secret" },
      { name: "x-b", value: "2" },
    ])
    expect(unmaskHeaders([{ name: "x-new", value: MASKED_VALUE }], stored)).toEqual([
      { name: "x-new", value: MASKED_VALUE },
    ])
  })
})
