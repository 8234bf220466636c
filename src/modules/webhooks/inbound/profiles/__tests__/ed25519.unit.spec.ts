import { generateKeyPairSync, sign, type KeyObject } from "node:crypto"
import type { CallSubject, VendorCall } from "../../../../../../integration-tests/helpers/shop/vendor-calls"
import { NOW, SUBJECT, earlyRefusal, itVerifies, settingsProblems, verify } from "./_calls"

const [OLD, NEW, FOREIGN] = [1, 2, 3].map(() => generateKeyPairSync("ed25519")) as [Pair, Pair, Pair]
type Pair = { publicKey: KeyObject; privateKey: KeyObject }
const BODY = '{"hello":"world"}'
const SECONDS = String(NOW.getTime() / 1_000)
const pem = ({ publicKey }: Pair) => String(publicKey.export({ format: "pem", type: "spki" }))
const raw = ({ publicKey }: Pair) => publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("base64")
const SETTINGS = { header: "X-Signature", public_keys: [raw(NEW)] }

function call(settings: Record<string, unknown>, headers: Record<string, string>): VendorCall {
  return { profile: "ed25519", settings, url: "https://shop.example/", headers, body: BODY, fetched: {} }
}
const signed = (text: string, { privateKey }: Pair) => sign(null, Buffer.from(text), privateKey)
const overBody = (_subject: CallSubject) => call(SETTINGS, { "x-signature": signed(BODY, NEW).toString("base64") })

describe("profile ed25519 over the body", () => {
  itVerifies(overBody, { isTimed: false })

  it("accepts the signature of any of its keys, raw or PEM, and of no other", () => {
    const verified = (publicKeys: string[], pair: Pair) =>
      verify(call({ ...SETTINGS, public_keys: publicKeys }, { "x-signature": signed(BODY, pair).toString("base64") }))
        .verified
    expect(verified([pem(NEW), raw(OLD)], OLD)).toBe(true)
    expect(verified([pem(NEW), raw(OLD)], NEW)).toBe(true)
    expect(verified([pem(NEW), raw(OLD)], FOREIGN)).toBe(false)
  })

  it("refuses a signature of another length before the body is read", () => {
    expect(earlyRefusal(overBody(SUBJECT), { headers: { "x-signature": "AAAA" } })).toContain("base64 of 64 bytes")
  })
})

describe("profile ed25519 with a timestamp, in hex", () => {
  const settings = { ...SETTINGS, encoding: "hex", template: "{timestamp}{body}", timestamp_header: "x-time" }
  itVerifies(() => call(settings, { "x-signature": signed(SECONDS + BODY, NEW).toString("hex"), "x-time": SECONDS }), {
    isTimed: true,
  })
})

describe("the settings of profile ed25519", () => {
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 })
  it.each([
    [{ public_keys: [] }, "public_keys: "],
    [{ public_keys: Array.from({ length: 6 }, () => raw(NEW)) }, "public_keys: "],
    [{ public_keys: [raw(NEW), "AAAA"] }, "public_keys.1: must be an Ed25519 public key"],
    [{ public_keys: [pem(rsa)] }, "public_keys.0: must be an Ed25519 public key"],
    // It would verify, and lie unsealed in the settings.
    [{ public_keys: [String(NEW.privateKey.export({ format: "pem", type: "pkcs8" }))] }, "public_keys.0: "],
    [{ template: "{timestamp}{body}" }, "timestamp_header: is required"],
    [{ timestamp_header: "x-time" }, "template: must have {timestamp}"],
    [{ template: "{id}{body}" }, "template: can't have {id} here"],
  ])("refuse %j by the field's name", (change, problem) => {
    expect(settingsProblems("ed25519", { ...SETTINGS, ...change }).join("\n")).toContain(problem)
  })
})
