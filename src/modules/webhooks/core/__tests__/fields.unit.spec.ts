import { z } from "@medusajs/framework/zod"
import { externalId, instant, keptRecord, line, metadata, slug, suppliedSecret, text } from "../fields"
import { issuesOf } from "../issue"
import { secretFromBytes } from "../secrets"

/** The message that refuses a value, or the value as it is taken. */
function read(schema: z.ZodType, value: unknown) {
  const result = schema.safeParse(value)
  return result.success ? { taken: result.data } : { refused: issuesOf(result.error) }
}

const refusedAs = (code: string) => ({ refused: [expect.objectContaining({ path: [], code })] })
const NOT_STORABLE = {
  refused: [{ path: [], code: "not_storable", message: "must not hold a NUL character or half of a surrogate pair" }],
}

describe("a text", () => {
  it("may be empty, keeps its white space, and has at most the given number of characters", () => {
    expect(read(text(3), "")).toEqual({ taken: "" })
    expect(read(text(3), " x ")).toEqual({ taken: " x " })
    expect(read(text(3), "xxxx")).toEqual(refusedAs("too_big"))
  })
})

describe("a line", () => {
  it("is taken without the white space around it, and is not empty then", () => {
    expect(read(line(3), "  abc ")).toEqual({ taken: "abc" })
    expect(read(line(3), "abcd")).toEqual(refusedAs("too_big"))
    expect(read(line(3), "a")).toEqual({ taken: "a" })
    expect(read(line(3), "   ")).toEqual(refusedAs("too_small"))
  })
})

describe("an id of anybody's", () => {
  it("has 1 to 255 characters, and is kept to the letter", () => {
    expect(read(externalId, " a ")).toEqual({ taken: " a " })
    expect(read(externalId, "")).toEqual(refusedAs("too_small"))
    expect(read(externalId, "x".repeat(255))).toEqual({ taken: "x".repeat(255) })
    expect(read(externalId, "x".repeat(256))).toEqual(refusedAs("too_big"))
  })
})

describe("every text", () => {
  it.each([
    ["a text", text(9)],
    ["a line", line(9)],
    ["an id", externalId],
  ])("%s can be stored: it holds neither NUL nor half a surrogate pair", (_what, schema) => {
    expect(read(schema, "a\0b")).toEqual(NOT_STORABLE)
    expect(read(schema, "a\ud83d")).toEqual(NOT_STORABLE)
    expect(read(schema, "a\ud83d\ude00")).toEqual({ taken: "a\ud83d\ude00" })
  })
})

describe("a slug", () => {
  it.each(["a", "7", "fulfilment-eu", "a-b-c", "x".repeat(60)])("can be %j", (value) => {
    expect(read(slug, value)).toEqual({ taken: value })
  })

  it.each(["", "-a", "a-", "a--b", "A", "a_b", "a b", "a\n", "/a", "ä"])("can't be %j", (value) => {
    expect(read(slug, value)).toEqual({
      refused: [
        {
          path: [],
          code: "invalid_format",
          message: "must be lower-case letters and digits, with single dashes",
        },
      ],
    })
  })

  it("has at most 60 characters", () => {
    expect(read(slug, "x".repeat(61))).toEqual(refusedAs("too_big"))
  })
})

describe("an instant", () => {
  it.each(["0001-01-01T00:00:00Z", "2026-01-04T22:30:00.123Z", "2026-01-04T22:30:00+05:30", "9999-12-31T23:59:59Z"])(
    "can be %s",
    (value) => {
      expect(read(instant, value)).toEqual({ taken: value })
    }
  )

  it.each(["0000-12-31T23:59:59Z", "0001-01-01T00:00:00+00:01"])("can't be %s, before the year 1", (value) => {
    expect(read(instant, value)).toEqual({
      refused: [{ path: [], code: "custom", message: "must not lie before the year 1" }],
    })
  })

  it.each(["2026-01-04", "2026-01-04T22:30:00", "10000-01-01T00:00:00Z", "2026-02-30T00:00:00Z", "soon"])(
    "can't be %s",
    (value) => {
      const { refused } = read(instant, value)
      expect(refused?.[0]).toMatchObject({ path: [], code: "invalid_format" })
    }
  )
})

describe.each([
  ["a kept record", keptRecord],
  ["metadata", metadata],
])("%s", (_what, schema) => {
  it("is an object, taken as it is", () => {
    expect(read(schema, { a: [1, { b: null }] })).toEqual({ taken: { a: [1, { b: null }] } })
    expect(read(schema, {})).toEqual({ taken: {} })
    expect(read(schema, [])).toEqual(refusedAs("invalid_type"))
    expect(read(schema, null)).toEqual(refusedAs("invalid_type"))
  })

  it("is refused where it could not be kept, and the spot is named", () => {
    expect(read(schema, { a: [1, 2 ** 53] })).toEqual({
      refused: [
        {
          path: ["a", 1],
          code: "not_kept",
          message: "is a whole number beyond 2^53 and would be rounded; send it as a text",
        },
      ],
    })
  })
})

describe("a NUL character", () => {
  it("may be part of metadata: the six characters that JSON writes a NUL with", () => {
    expect(metadata.safeParse({ a: "\\u0000", b: "\\\\u0000" }).success).toBe(true)
    expect(metadata.safeParse({ a: "\\\0" }).success).toBe(false)
  })

  it.each([{ a: "x\0" }, { a: [{ b: "\0" }] }, { "a\0": 1 }])("can't be part of metadata: %j", (value) => {
    expect(read(metadata, value)).toEqual(NOT_STORABLE)
  })

  it("may be part of a kept record, which is stored as a text", () => {
    expect(read(keptRecord, { a: "x\0" })).toEqual({ taken: { a: "x\0" } })
  })
})

describe("a secret that the caller brings", () => {
  it("is 24 to 64 bytes in base64, and gets its padding back", () => {
    const padded = secretFromBytes(Buffer.alloc(25, 7))
    expect(padded).toMatch(/==$/)
    expect(read(suppliedSecret, padded)).toEqual({ taken: padded })
    expect(read(suppliedSecret, padded.replace("==", ""))).toEqual({ taken: padded })
  })

  it.each(["", "whsec_", "hunter2", secretFromBytes(Buffer.alloc(23)), secretFromBytes(Buffer.alloc(65))])(
    "can't be %j",
    (value) => {
      expect(read(suppliedSecret, value)).toEqual({
        refused: [{ path: [], code: "secret", message: 'must be "whsec_" and base64 of 24 to 64 bytes' }],
      })
    }
  )
})
