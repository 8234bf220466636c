import fc from "fast-check"
import { createHmac } from "node:crypto"
import { Webhook } from "standardwebhooks"
import { secretFromBytes } from "../secrets"
import { SIGNATURE_SCHEMES } from "../signature-schemes"

const NOW = new Date("2026-01-04T22:30:00.000Z")
const timestampSeconds = NOW.getTime() / 1_000
const secretOf = (fill: number) => secretFromBytes(Buffer.alloc(32, fill))
const [OLD, NEW, FOREIGN] = [secretOf(1), secretOf(2), secretOf(3)] as const

const anySecret = fc.uint8Array({ minLength: 24, maxLength: 64 }).map(secretFromBytes)
const anyId = fc.stringMatching(/^evt_[A-Z0-9]{1,30}$/)

/** What a receiver would see of a message of ours. */
function sent(
  scheme: string,
  body: Buffer,
  secrets: string[],
  messageId = "evt_1",
  at = timestampSeconds
): Record<string, string> {
  const signed = SIGNATURE_SCHEMES[scheme]!.sign({ message_id: messageId, timestampSeconds: at, body }, secrets)
  return { "webhook-id": messageId, "webhook-timestamp": String(at), ...signed }
}

describe.each(Object.keys(SIGNATURE_SCHEMES))("signature scheme %s", (id) => {
  const scheme = SIGNATURE_SCHEMES[id]!

  it("carries the name it is found by, and says what it is", () => {
    expect(scheme.id).toBe(id)
    expect(scheme.title).toMatch(/^[A-Z]/)
    expect(scheme.description).toMatch(/\.$/)
  })

  it("verifies what it signed, for any body and any secret", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), anySecret, anyId, (bytes, secret, messageId) => {
        const body = Buffer.from(bytes)
        expect(scheme.verify(sent(id, body, [secret], messageId), body, [secret], NOW).verified).toBe(true)
      })
    )
  })

  it("refuses a body with one bit changed", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 200 }),
        fc.nat(),
        fc.integer({ min: 0, max: 7 }),
        (bytes, at, bit) => {
          const body = Buffer.from(bytes)
          const changed = Buffer.from(body)
          changed[at % body.length]! ^= 1 << bit
          expect(scheme.verify(sent(id, body, [NEW]), changed, [NEW], NOW).verified).toBe(false)
        }
      )
    )
  })

  it("takes any of the live secrets, and no other", () => {
    const body = Buffer.from("{}")
    expect(scheme.verify(sent(id, body, [OLD]), body, [NEW, OLD], NOW).verified).toBe(true)
    expect(scheme.verify(sent(id, body, [FOREIGN]), body, [NEW, OLD], NOW).verified).toBe(false)
  })

  it("verifies nothing without a secret, and nothing without headers", () => {
    const body = Buffer.from("{}")
    expect(scheme.verify(sent(id, body, [NEW]), body, [], NOW).verified).toBe(false)
    expect(scheme.verify({}, body, [NEW], NOW).verified).toBe(false)
  })

  it("never throws, whatever stands in the headers", () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom("webhook-id", "webhook-timestamp", "webhook-signature", "x-webhook-signature"),
          fc.string()
        ),
        (headers) => {
          expect(scheme.verify(headers, Buffer.from("{}"), [NEW], NOW).verified).toBe(false)
        }
      )
    )
  })
})

describe("signature scheme standard", () => {
  const { verify } = SIGNATURE_SCHEMES.standard
  const body = Buffer.from('{"a":"ä"}')

  it("makes what the reference library accepts, with either secret of a rotation", () => {
    const nowSeconds = Math.floor(Date.now() / 1_000)
    const headers = sent("standard", body, [NEW, OLD], "evt_1", nowSeconds)
    for (const secret of [NEW, OLD]) expect(new Webhook(secret).verify(body.toString(), headers)).toEqual({ a: "ä" })
  })

  it("takes what the reference library makes", () => {
    const headers = {
      "webhook-id": "msg_1",
      "webhook-timestamp": String(timestampSeconds),
      "webhook-signature": new Webhook(NEW).sign("msg_1", NOW, body.toString()),
    }
    expect(verify(headers, body, [NEW], NOW)).toEqual({ verified: true, message_id: "msg_1" })
  })

  it.each([
    [300, true],
    [301, false],
    [-300, true],
    [-301, false],
  ])("with a timestamp %i s off answers %s", (offSeconds, verified) => {
    const headers = sent("standard", body, [NEW], "evt_1", timestampSeconds + offSeconds)
    expect(verify(headers, body, [NEW], NOW).verified).toBe(verified)
  })

  it.each([
    ["webhook-id", "evt_2"],
    ["webhook-timestamp", String(timestampSeconds + 1)],
  ])("covers %s", (name, forged) => {
    expect(verify({ ...sent("standard", body, [NEW]), [name]: forged }, body, [NEW], NOW).verified).toBe(false)
  })

  it.each(["webhook-id", "webhook-timestamp", "webhook-signature"])("requires %s", (name) => {
    const refused = {
      verified: false,
      reason: "webhook-id, webhook-timestamp and webhook-signature are required",
    }
    expect(verify({ ...sent("standard", body, [NEW]), [name]: undefined }, body, [NEW], NOW)).toEqual(refused)
    expect(verify({ ...sent("standard", body, [NEW]), [name]: "" }, body, [NEW], NOW)).toEqual(refused)
  })

  it.each([`x${timestampSeconds}`, `${timestampSeconds}x`, `-${timestampSeconds}`, "1".repeat(13), "soon"])(
    "does not take %s for unix seconds",
    (timestamp) => {
      expect(verify({ ...sent("standard", body, [NEW]), "webhook-timestamp": timestamp }, body, [NEW], NOW)).toEqual({
        verified: false,
        reason: "webhook-timestamp is not unix seconds",
      })
    }
  )

  it("says of a call that is too old, or signed by a stranger, that it is", () => {
    const old = sent("standard", body, [NEW], "evt_1", timestampSeconds - 301)
    expect(verify(old, body, [NEW], NOW)).toEqual({
      verified: false,
      reason: "webhook-timestamp is more than 300 seconds off",
    })
    expect(verify(sent("standard", body, [FOREIGN]), body, [NEW], NOW)).toEqual({
      verified: false,
      reason: "no signature fits a live secret",
    })
  })

  it("refuses a signature of another length", () => {
    const headers = sent("standard", body, [NEW])
    const cut = headers["webhook-signature"]!.slice(0, 20)
    for (const signature of ["v1,", "v1,AAAA", cut]) {
      expect(verify({ ...headers, "webhook-signature": signature }, body, [NEW], NOW).verified).toBe(false)
    }
  })

  it("reads the first twenty signatures", () => {
    const headers = sent("standard", body, [NEW])
    const after = (count: number) => ({
      ...headers,
      "webhook-signature": "v1,AAAA ".repeat(count) + headers["webhook-signature"]!,
    })
    expect(verify(after(19), body, [NEW], NOW).verified).toBe(true)
    expect(verify(after(20), body, [NEW], NOW).verified).toBe(false)
  })

  it("signs with no secret of another form", () => {
    expect(() => sent("standard", body, ["hunter2"])).toThrow("a signing secret is not of the form whsec_…")
  })

  it("ignores signatures of versions it does not know", () => {
    const headers = sent("standard", body, [NEW])
    const signature = headers["webhook-signature"]
    expect(verify({ ...headers, "webhook-signature": `v1a,xyz ${signature}` }, body, [NEW], NOW).verified).toBe(true)
    expect(
      verify({ ...headers, "webhook-signature": signature!.replace("v1,", "v9,") }, body, [NEW], NOW).verified
    ).toBe(false)
  })
})

describe("signature scheme hmac-sha256-hex", () => {
  const body = Buffer.from("{}")

  it("signs as GitHub does: the secret as it was shown is the key", () => {
    const hex = createHmac("sha256", NEW).update(body).digest("hex")
    expect(SIGNATURE_SCHEMES["hmac-sha256-hex"]!.sign({ message_id: "", timestampSeconds: 0, body }, [NEW])).toEqual({
      "x-webhook-signature": `sha256=${hex}`,
    })
  })

  it("puts the former secrets' signatures into a header of their own during a rotation", () => {
    const signed = SIGNATURE_SCHEMES["hmac-sha256-hex"]!.sign({ message_id: "", timestampSeconds: 0, body }, [NEW, OLD])
    expect(signed["x-webhook-signature-previous"]).toBe(
      `sha256=${createHmac("sha256", OLD).update(body).digest("hex")}`
    )
  })

  it("separates the signatures of several former secrets with a space", () => {
    const signed = SIGNATURE_SCHEMES["hmac-sha256-hex"]!.sign({ message_id: "", timestampSeconds: 0, body }, [
      NEW,
      OLD,
      FOREIGN,
    ])
    const [old, foreign] = [OLD, FOREIGN].map((secret) => createHmac("sha256", secret).update(body).digest("hex"))
    expect(signed["x-webhook-signature-previous"]).toBe(`sha256=${old} sha256=${foreign}`)
  })

  it("takes a secret of any form as the key", () => {
    const hex = createHmac("sha256", "hunter2").update(body).digest("hex")
    const headers = { "x-webhook-signature": `sha256=${hex}` }
    expect(SIGNATURE_SCHEMES["hmac-sha256-hex"]!.verify(headers, body, ["hunter2"], NOW)).toEqual({
      verified: true,
      message_id: null,
    })
  })

  it.each([
    [undefined, "x-webhook-signature is required"],
    ["", "x-webhook-signature is required"],
    ["hunter2", "x-webhook-signature is not sha256=<64 hex digits>"],
    [`x sha256=${"0".repeat(64)}`, "x-webhook-signature is not sha256=<64 hex digits>"],
    [`sha256=${"0".repeat(63)}`, "x-webhook-signature is not sha256=<64 hex digits>"],
    [`sha256=${"0".repeat(65)}`, "x-webhook-signature is not sha256=<64 hex digits>"],
    [`sha256=${"0".repeat(64)}`, "no signature fits a live secret"],
  ])("refuses %j: %s", (header, reason) => {
    const headers = { "x-webhook-signature": header }
    expect(SIGNATURE_SCHEMES["hmac-sha256-hex"]!.verify(headers, body, [NEW], NOW)).toEqual({
      verified: false,
      reason,
    })
  })

  it("takes a partner that decodes the secret before use", () => {
    const hex = createHmac("sha256", Buffer.alloc(32, 2)).update(body).digest("hex")
    expect(
      SIGNATURE_SCHEMES["hmac-sha256-hex"]!.verify({ "x-webhook-signature": `sha256=${hex}` }, body, [NEW], NOW)
        .verified
    ).toBe(true)
  })
})
