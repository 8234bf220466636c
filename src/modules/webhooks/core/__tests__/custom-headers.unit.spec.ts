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
    "content-encoding",
    "transfer-encoding",
    "connection",
    "keep-alive",
    "upgrade",
    "expect",
    "te",
    "trailer",
    "proxy-authorization",
    "proxy-connection",
    "user-agent",
    "webhook-id",
    "Webhook-Signature",
    "webhook-anything",
    "x-webhook-signature",
    "x-webhook-signature-previous",
  ])("may not be %s, which is ours or the connection's", (name) => {
    expect(headerRefusal({ name, value: "1" })).toEqual({
      part: "name",
      code: "header_reserved",
      message: `"${name}" is reserved`,
    })
  })

  it("have a name of at most 128 bytes and a value of at most 4096", () => {
    expect(headerRefusal({ name: "x".repeat(128), value: "v".repeat(4_096) })).toBeNull()
    expect(headerRefusal({ name: "x".repeat(129), value: "" })).toEqual({
      part: "name",
      code: "header_name",
      message: "the name is longer than 128 bytes",
    })
    expect(headerRefusal({ name: "x-a", value: "v".repeat(4_097) })).toEqual({
      part: "value",
      code: "header_value",
      message: 'the value of "x-a" is longer than 4096 bytes',
    })
  })

  it("are refused by name, which is repeated up to 40 characters, and never by a value that is repeated", () => {
    expect(headerRefusal({ name: "x a", value: "" })?.message).toBe('"x a" is not a header name')
    expect(headerRefusal({ name: " ".repeat(41), value: "" })?.message).toBe(`"${" ".repeat(40)}" is not a header name`)
    expect(headerRefusal({ name: "x-a", value: "hunter2\n" })?.message).toBe(
      'the value of "x-a" holds a line break or another character no header may hold'
    )
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
    expect(unmaskHeaders([{ name: "authorization", value: "new" }], stored)).toEqual([
      { name: "authorization", value: "new" },
    ])
    expect(unmaskHeaders([{ name: "x-new", value: MASKED_VALUE }], stored)).toEqual([
      { name: "x-new", value: MASKED_VALUE },
    ])
  })
})
