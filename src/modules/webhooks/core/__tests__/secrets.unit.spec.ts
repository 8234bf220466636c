import fc from "fast-check"
import { keyId, secretBox } from "../secret-box"
import { secretBytes, secretFromBytes } from "../secrets"

describe("signing secrets", () => {
  it("are whsec_ and base64 of 24 to 64 bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const read = secretBytes(secretFromBytes(bytes))
        expect(read).toEqual(bytes.length >= 24 && bytes.length <= 64 ? Buffer.from(bytes) : null)
      })
    )
  })

  it.each(["", "whsec_", "hunter2", `whsec_${"!".repeat(40)}`, Buffer.alloc(32).toString("base64")])(
    "are not %j",
    (text) => {
      expect(secretBytes(text)).toBeNull()
    }
  )
})

describe("the secret box", () => {
  const [first, second] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
  const iv = Buffer.alloc(12, 9)

  it("opens what it sealed, whatever the text", () => {
    const box = secretBox([first])
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.uint8Array({ minLength: 12, maxLength: 12 }), (text, random) => {
        expect(box.open(box.seal(text, random))).toBe(text)
      })
    )
  })

  it("opens with an older key what was sealed before the keys changed", () => {
    const sealed = secretBox([first]).seal("hunter2", iv)
    expect(secretBox([second, first]).open(sealed)).toBe("hunter2")
    expect(() => secretBox([second]).open(sealed)).toThrow(keyId(first))
  })

  it("refuses a text that was altered, anywhere", () => {
    const box = secretBox([first])
    const sealed = box.seal("hunter2", iv)
    // Not the last character: its spare bits decode to the same bytes.
    for (const at of [0, 4, 12, 30, sealed.length - 2]) {
      const altered = sealed.slice(0, at) + (sealed[at] === "A" ? "B" : "A") + sealed.slice(at + 1)
      expect(() => box.open(altered)).toThrow()
    }
  })

  it("names keys without revealing them, and refuses keys of another length", () => {
    expect(keyId(first)).toMatch(/^[0-9a-f]{8}$/)
    expect(() => secretBox([Buffer.alloc(16)])).toThrow("32 bytes")
    expect(() => secretBox([])).toThrow("at least one key")
  })
})
