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

  it.each([
    [23, false],
    [24, true],
    [64, true],
    [65, false],
  ])("of %i bytes are taken: %s", (length, taken) => {
    const bytes = Buffer.alloc(length, 7)
    expect(secretBytes(secretFromBytes(bytes))).toEqual(taken ? bytes : null)
  })

  it("are taken without their padding, and with no other character missing or added", () => {
    const bytes = Buffer.alloc(31, 7)
    const secret = secretFromBytes(bytes)
    expect(secretBytes(secret.replace("==", ""))).toEqual(bytes)
    expect(secretBytes(secret.replace("whsec_", "whsek_"))).toBeNull()
    expect(secretBytes(secret.replace("==", "!"))).toBeNull()
    expect(secretBytes(`${secret.slice(0, 20)} ${secret.slice(20)}`)).toBeNull()
    expect(secretBytes(secret.replace("==", "==A"))).toBeNull()
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

  it("opens what any earlier version sealed: the form never changes", () => {
    const stored = "v1:5ac3c6be:CQkJCQkJCQkJCQkJ:awcVxYyl_TuqJvGIyxsDew:o33kcg2vYw"
    expect(secretBox([first]).open(stored)).toBe("grüße")
    expect(secretBox([first]).seal("grüße", iv)).toBe(stored)
    expect(secretBox([first, second]).currentKeyId).toBe("5ac3c6be")
  })

  it("refuses a text with a part missing, or of another version", () => {
    const box = secretBox([first])
    const parts = box.seal("hunter2", iv).split(":")
    for (const count of [0, 1, 2, 3, 4]) {
      expect(() => box.open(parts.slice(0, count).join(":"))).toThrow("not a sealed text of version v1")
    }
    expect(() => box.open(["v2", ...parts.slice(1)].join(":"))).toThrow("not a sealed text of version v1")
  })

  it("refuses a tag that was cut, which is easier to guess", () => {
    const box = secretBox([first])
    const [version, id, nonce, tag, text] = box.seal("hunter2", iv).split(":") as [
      string,
      string,
      string,
      string,
      string,
    ]
    const cut = Buffer.from(tag, "base64url").subarray(0, 4).toString("base64url")
    expect(() => box.open([version, id, nonce, cut, text].join(":"))).toThrow()
  })

  it("names keys without revealing them, and refuses keys of another length", () => {
    expect(keyId(first)).toMatch(/^[0-9a-f]{8}$/)
    expect(() => secretBox([Buffer.alloc(16)])).toThrow("32 bytes")
    expect(() => secretBox([])).toThrow("at least one key")
  })
})
