import { execFileSync } from "node:child_process"
import { createHmac } from "node:crypto"
import Stripe from "stripe"
import type { CallSubject, VendorCall } from "../../../../../../integration-tests/helpers/shop/vendor-calls"
import { NOW, SECRET, SUBJECT, earlyRefusal, itVerifies, parsedSettings, settingsProblems, verify } from "./_calls"

const BODY = '{"hello":"wörld {timestamp}"}'
const SECONDS = String(NOW.getTime() / 1_000)

function call(settings: Record<string, unknown>, headers: Record<string, string>, subject: CallSubject): VendorCall {
  const secret = subject.secret ?? SECRET
  return { profile: "hmac", settings, secret, url: "https://shop.example/", headers, body: BODY, fetched: {} }
}

const mac = (text: string, { secret = SECRET }: CallSubject, algorithm = "sha256") =>
  createHmac(algorithm, secret).update(text).digest()

/** By GitHub's own library, which is an ES module only: jest can't load it. */
function signedByOctokit(secret: string): string {
  const script = `import { sign } from "@octokit/webhooks-methods"
    process.stdout.write(await sign(process.argv[1], process.argv[2]))`
  return execFileSync(process.execPath, ["--input-type=module", "-e", script, secret, BODY], { encoding: "utf8" })
}

describe("profile hmac as GitHub signs", () => {
  const settings = { header: "X-Hub-Signature-256", prefix: "sha256=" }
  itVerifies(
    (subject) => call(settings, { "x-hub-signature-256": `sha256=${mac(BODY, subject).toString("hex")}` }, subject),
    {
      isTimed: false,
    }
  )

  it("accepts what GitHub's library signs", () => {
    const headers = { "x-hub-signature-256": signedByOctokit(SECRET) }
    expect(verify(call(settings, headers, SUBJECT))).toEqual({ verified: true, message_id: null })
  })

  it.each([
    "",
    "sha256=",
    "sha1=0",
    `sha256=${"0".repeat(63)}`,
    `sha256=${"0".repeat(65)}`,
    `sha256=${"g".repeat(64)}`,
  ])("refuses the header %j before the body is read", (header) => {
    expect(earlyRefusal(call(settings, { "x-hub-signature-256": header }, SUBJECT))).toContain("x-hub-signature-256")
  })
})

describe("profile hmac as Stripe signs", () => {
  const settings = {
    header: "stripe-signature",
    template: "{timestamp}.{body}",
    pairs: { signature: "v1", timestamp: "t" },
  }
  const stripe = new Stripe("sk_test_of_nobody")
  const signed = ({ secret = SECRET, sentAt = NOW }: CallSubject) =>
    stripe.webhooks.generateTestHeaderString({ payload: BODY, secret, timestamp: sentAt.getTime() / 1_000 })
  const stripeCall = (subject: CallSubject) =>
    // Their library signs with no empty secret.
    call(
      settings,
      { "stripe-signature": signed({ ...subject, secret: subject.secret === "" ? "x" : (subject.secret ?? SECRET) }) },
      subject
    )
  itVerifies(stripeCall, { isTimed: true })

  it("accepts one of several signatures in the header", () => {
    const old = `v1=${"0".repeat(64)}`
    const header = signed(SUBJECT).replace(",v1=", `,${old},v1=`)
    expect(verify(call(settings, { "stripe-signature": header }, SUBJECT)).verified).toBe(true)
  })

  it("refuses a header without its timestamp, or of another version only", () => {
    const refusal = (header: string) => earlyRefusal(call(settings, { "stripe-signature": header }, SUBJECT))
    expect(refusal(signed(SUBJECT).replace(/^t=\d+,/, ""))).toBe("stripe-signature's t is required")
    expect(refusal(signed(SUBJECT).replace("v1=", "v0="))).toContain("holds no hex sha256 signature")
  })
})

describe("the pairs of profile hmac", () => {
  const settings = { header: "x-signature", prefix: "sha256=", pairs: { separator: ";", signature: "v1" } }
  const hex = mac(BODY, SUBJECT).toString("hex")
  const verified = (header: string) => verify(call(settings, { "x-signature": header }, SUBJECT)).verified

  it("may have prefixes and spaces, and the name has to be the whole name", () => {
    expect(verified(`v0=x; v1 = sha256=${hex}`)).toBe(true)
    expect(verified(`xv1=sha256=${hex}`)).toBe(false)
    expect(verified(`v1=sha512=${hex}`)).toBe(false)
    // As long as the prefix, and another word: without the look at it the rest would be a signature.
    expect(verified(`v1=sha999=${hex}`)).toBe(false)
    expect(verified(`=sha256=${hex}`)).toBe(false)
  })

  it("are read up to the twentieth signature", () => {
    const wrong = `v1=sha256=${"0".repeat(64)}`
    expect(verified([...Array.from({ length: 19 }, () => wrong), `v1=sha256=${hex}`].join(";"))).toBe(true)
    expect(verified([...Array.from({ length: 20 }, () => wrong), `v1=sha256=${hex}`].join(";"))).toBe(false)
  })
})

describe("profile hmac as Slack signs", () => {
  const settings = {
    header: "x-slack-signature",
    prefix: "v0=",
    template: "v0:{timestamp}:{body}",
    timestamp_header: "x-slack-request-timestamp",
  }
  itVerifies(
    (subject) =>
      call(
        settings,
        {
          "x-slack-request-timestamp": SECONDS,
          "x-slack-signature": `v0=${mac(`v0:${SECONDS}:${BODY}`, subject).toString("hex")}`,
        },
        subject
      ),
    { isTimed: true }
  )
})

describe("profile hmac as others sign", () => {
  it("takes base64 over the body, as Shopify does", () => {
    const headers = { "x-shopify-hmac-sha256": mac(BODY, SUBJECT).toString("base64") }
    const settings = { header: "x-shopify-hmac-sha256", encoding: "base64" }
    expect(verify(call(settings, headers, SUBJECT)).verified).toBe(true)
    // The same bytes in another spelling: with what is no base64 in it.
    const loose = { "x-shopify-hmac-sha256": ` ${headers["x-shopify-hmac-sha256"]}` }
    expect(verify(call(settings, loose, SUBJECT)).verified).toBe(false)
  })

  it("takes base64 in pairs with a timestamp in a header of its own, as Zocdoc does", () => {
    const settings = {
      header: "webhook-signature",
      encoding: "base64",
      template: "{timestamp}.{body}",
      timestamp_header: "webhook-timestamp",
      pairs: { separator: ";", assign: ":", signature: "v1" },
    }
    const signature = mac(`${SECONDS}.${BODY}`, SUBJECT).toString("base64")
    const headers = { "webhook-timestamp": SECONDS, "webhook-signature": `v2:AAAA;v1:${signature}` }
    expect(verify(call(settings, headers, SUBJECT)).verified).toBe(true)
  })

  it("takes sha512, milliseconds, and an id that is signed", () => {
    const settings = {
      header: "x-signature",
      algorithm: "sha512",
      template: "{id}:{timestamp}:{body}",
      timestamp_header: "x-time",
      timestamp_unit: "ms",
      id_header: "x-id",
      tolerance_seconds: 10,
    }
    const text = `{body}:${NOW.getTime()}:${BODY}`
    const headers = {
      "x-id": "{body}",
      "x-time": String(NOW.getTime()),
      "x-signature": mac(text, SUBJECT, "sha512").toString("hex"),
    }
    const signed = call(settings, headers, SUBJECT)
    expect(verify(signed)).toEqual({ verified: true, message_id: "{body}" })
    expect(verify(signed, { headers: { "x-id": "other" } }).verified).toBe(false)
    expect(earlyRefusal(signed, { headers: { "x-id": undefined } })).toBe("x-id is required")
    expect(earlyRefusal(signed, { headers: { "x-id": "x".repeat(256) } })).toContain("longer than 255")
    expect(earlyRefusal(signed, { now: new Date(NOW.getTime() + 10_001) })).toContain("more than 10 seconds off")
    expect(earlyRefusal(signed, { now: new Date(NOW.getTime() + 10_000) })).toBeNull()
  })

  it("never takes an id that is not under the signature", () => {
    const settings = { header: "x-signature", id_header: "x-id" }
    const headers = { "x-id": "chosen-by-anybody", "x-signature": mac(BODY, SUBJECT).toString("hex") }
    expect(verify(call(settings, headers, SUBJECT))).toEqual({ verified: true, message_id: null })
  })

  it.each([
    ["hex", "00ff10", Buffer.from("00ff10", "hex")],
    ["base64", `whsec_${Buffer.alloc(24, 7).toString("base64")}`, Buffer.alloc(24, 7)],
  ])("decodes a %s secret into its key, and passes over one that is none", (key, secret, bytes) => {
    const headers = { "x-signature": createHmac("sha256", bytes).update(BODY).digest("hex") }
    const signed = call({ header: "x-signature", key }, headers, SUBJECT)
    expect(verify(signed, { secrets: ["!", secret] }).verified).toBe(true)
    expect(verify(signed, { secrets: ["!"] }).verified).toBe(false)
  })
})

describe("the settings of profile hmac", () => {
  it("have GitHub's way as defaults", () => {
    expect(parsedSettings("hmac", { header: "X-Signature" })).toEqual({
      ...{ header: "x-signature", algorithm: "sha256", encoding: "hex", prefix: "", template: "{body}", key: "text" },
      ...{ timestamp_unit: "s", tolerance_seconds: 300 },
    })
  })

  it.each([
    [{}, "header: "],
    [{ header: "a b" }, "header: must be the name of an HTTP header"],
    [{ header: "a", template: "{timestamp}" }, "template: must hold {body} exactly once"],
    [{ header: "a", template: "{body}{body}" }, "template: must hold {body} exactly once"],
    [{ header: "a", template: "{body}{nonce}" }, "template: has only the placeholders"],
    [
      { header: "a", template: "{timestamp}{body}" },
      "timestamp_header: is required where the template has {timestamp}",
    ],
    [{ header: "a", template: "{id}{body}" }, "id_header: is required where the template has {id}"],
    [{ header: "a", timestamp_header: "b" }, "template: must have {timestamp}"],
    [{ header: "a", pairs: { signature: "v1", timestamp: "t" } }, "template: must have {timestamp}"],
    [
      { header: "a", template: "{timestamp}{body}", timestamp_header: "b", pairs: { signature: "v1", timestamp: "t" } },
      "timestamp_header: is in a pair already",
    ],
    [{ header: "a", tolerance_seconds: 3_601 }, "tolerance_seconds: "],
    [{ header: "a", tolerance_seconds: 0 }, "tolerance_seconds: "],
    [{ header: "a", algorithm: "md5" }, "algorithm: "],
  ])("refuse %j by the field's name", (settings, problem) => {
    expect(settingsProblems("hmac", settings).join("\n")).toContain(problem)
  })
})
