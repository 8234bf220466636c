import { createSigner, httpbis } from "http-message-signatures"
import { createHash, generateKeyPairSync } from "node:crypto"
import type { VendorCall } from "../../../../../../integration-tests/helpers/shop/vendor-calls"
import { NOW, OTHER_SECRET, SECRET, earlyRefusal, settingsProblems, verify, flipped } from "./_calls"

const BODY = '{"hello":"world"}'
const SECONDS = NOW.getTime() / 1_000
const FIELDS = ["@method", "@path", "content-digest"]
const digest = (body: string, algorithm = "sha256", name = "sha-256") =>
  `${name}=:${createHash(algorithm).update(body).digest("base64")}:`

interface Signing {
  algorithm?: string
  key?: Parameters<typeof createSigner>[0]
  settings?: Record<string, unknown>
  fields?: string[]
  created?: Date | null
  expires?: Date
  params?: string[]
  contentDigest?: string
  url?: string
  /** Names of further headers that are sent and signed. */
  extra?: string[]
}

/** Signed by the library's own signer; the profile uses only its signature base. */
async function signedCall({
  algorithm = "hmac-sha256",
  key = SECRET,
  settings = {},
  ...options
}: Signing = {}): Promise<VendorCall> {
  const url = options.url ?? "https://shop.example/webhooks/bank?x=1"
  const message = {
    method: "POST",
    url,
    headers: {
      "content-digest": options.contentDigest ?? digest(BODY),
      "content-type": "application/json",
      ...Object.fromEntries((options.extra ?? []).map((name) => [name, "1"])),
    },
  }
  const { headers } = await httpbis.signMessage(
    {
      key: createSigner(key, algorithm, "key-1"),
      fields: [...(options.fields ?? FIELDS), ...(options.extra ?? [])],
      params: options.params ?? ["created", "keyid", "alg", ...(options.expires ? ["expires"] : [])],
      paramValues: {
        created: options.created === undefined ? NOW : options.created,
        ...(options.expires ? { expires: options.expires } : {}),
      },
    },
    message
  )
  const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)] as const)
  return {
    ...{ profile: "http-message-signatures", secret: SECRET, body: BODY, fetched: {}, url },
    settings: { algorithm, ...settings },
    headers: Object.fromEntries(lower),
  }
}

describe("profile http-message-signatures", () => {
  it("accepts the RFC's own example of full coverage, B.2.3", () => {
    const publicKey = `-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAr4tmm3r20Wd/PbqvP1s2
+QEtvpuRaV8Yq40gjUR8y2Rjxa6dpG2GXHbPfvMs8ct+Lh1GH45x28Rw3Ry53mm+
oAXjyQ86OnDkZ5N8lYbggD4O3w6M6pAvLkhk95AndTrifbIFPNU8PPMO7OyrFAHq
gDsznjPFmTOtCEcN2Z1FpWgchwuYLPL+Wokqltd11nqqzi+bJ9cvSKADYdUAAN5W
Utzdpiy6LbTgSxP7ociU4Tn0g5I6aDZJ7A8Lzo0KSyZYoA485mqcO0GVAdVw9lq4
aOT9v6d+nb4bnNkQVklLQ3fVAvJm+xdDOp9LCNCN48V2pnDOkFV6+U9nV5oyc6XI
2wIDAQAB
-----END PUBLIC KEY-----`
    const call: VendorCall = {
      profile: "http-message-signatures",
      settings: { algorithm: "rsa-pss-sha512", public_keys: [publicKey] },
      url: "https://example.com/foo?param=Value&Pet=dog",
      headers: {
        date: "Tue, 20 Apr 2021 02:07:55 GMT",
        "content-length": "18",
        "content-digest":
          "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:",
        "signature-input":
          'sig-b23=("date" "@method" "@path" "@query" "@authority" "content-type" "content-digest" "content-length");created=1618884473;keyid="test-key-rsa-pss"',
        signature:
          "sig-b23=:bbN8oArOxYoyylQQUU6QYwrTuaxLwjAC9fbY2F6SVWvh0yBiMIRGOnMYwZ/5MR6fb0Kh1rIRASVxFkeGt683+qRpRRU5p2voTp768ZrCUb38K0fUxN0O0iC59DzYx8DFll5GmydPxSmme9v6ULbMFkl+V5B1TP/yPViV7KsLNmvKiLJH1pFkh/aYA2HXXZzNBXmIkoQoLd7YfW91kE9o/CCoC1xMy7JA1ipwvKvfrs65ldmlu9bpG6A9BmzhuzF8Eim5f8ui9eH8LZH896+QIF61ka39VBrohr9iyMUJpvRX2Zbhl5ZJzSRxpJyoEZAFL2FUo5fTIztsDZKEgM4cUA==:",
      },
      body: '{"hello": "world"}',
      fetched: {},
    }
    const now = new Date(1_618_884_475_000)
    expect(verify(call, { now })).toEqual({ verified: true, message_id: null })
    expect(verify(call, { now, headers: { "content-length": "19" } }).verified).toBe(false)
  })

  it.each([
    ["ed25519", generateKeyPairSync("ed25519"), generateKeyPairSync("ed25519")],
    [
      "ecdsa-p256-sha256",
      generateKeyPairSync("ec", { namedCurve: "P-256" }),
      generateKeyPairSync("ec", { namedCurve: "P-256" }),
    ],
    [
      "rsa-v1_5-sha256",
      generateKeyPairSync("rsa", { modulusLength: 2_048 }),
      generateKeyPairSync("rsa", { modulusLength: 2_048 }),
    ],
  ])("accepts %s of any of its keys, and of no other", async (algorithm, own, foreign) => {
    const [ownPem, foreignPem] = [own, foreign].map(({ publicKey }) =>
      String(publicKey.export({ format: "pem", type: "spki" }))
    )
    const key = own.privateKey.export({ format: "pem", type: "pkcs8" })
    const call = await signedCall({ algorithm, key, settings: { public_keys: [foreignPem, ownPem] } })
    expect(verify(call).verified).toBe(true)
    expect(verify(call, { body: flipped(BODY) }).verified).toBe(false)
    expect(verify({ ...call, settings: { algorithm, public_keys: [foreignPem] } }).verified).toBe(false)
  })

  it("accepts an HMAC of any live secret, and of no other", async () => {
    const call = await signedCall()
    expect(verify(call, { secrets: [OTHER_SECRET, SECRET] }).verified).toBe(true)
    expect(verify(call, { secrets: [OTHER_SECRET] }).verified).toBe(false)
    expect(verify(call, { secrets: [] }).verified).toBe(false)
  })

  it.each(["signature", "signature-input", "content-digest"])(
    "refuses a call without %s, before its body is read",
    async (header) => {
      const call = await signedCall()
      expect(earlyRefusal(call, { headers: { [header]: undefined } })).toBe(`${header} is required`)
      expect(verify(call, { headers: { [header]: undefined } }).verified).toBe(false)
    }
  )

  it("refuses a body with one bit changed, and a digest that was changed with it", async () => {
    const call = await signedCall()
    const body = flipped(BODY)
    expect(verify(call, { body })).toEqual({ verified: false, reason: "content-digest is not that of the body" })
    const headers = { "content-digest": digest(body.toString()) }
    expect(verify(call, { body, headers })).toEqual({
      verified: false,
      reason: expect.stringContaining("no signature"),
    })
  })

  it("refuses a digest that is not signed, another path, and another method", async () => {
    const unsigned = await signedCall({ fields: ["@method", "@path"] })
    expect(verify(unsigned)).toEqual({ verified: false, reason: "content-digest is not under the signature" })
    const call = await signedCall()
    expect(verify({ ...call, url: "https://shop.example/webhooks/other" }).verified).toBe(false)
    expect(verify(await signedCall({ fields: ["@path", "content-digest"] }))).toEqual({
      verified: false,
      reason: "@method is not under the signature",
    })
  })

  it("checks every digest that it knows, and ignores the others", async () => {
    const both = `${digest(BODY)}, ${digest(BODY, "sha512", "sha-512")}, md5=:AAAA:`
    expect(verify(await signedCall({ contentDigest: both })).verified).toBe(true)
    const half = `${digest(BODY)}, ${digest("other", "sha512", "sha-512")}`
    expect(verify(await signedCall({ contentDigest: half })).verified).toBe(false)
    expect(verify(await signedCall({ contentDigest: "md5=:AAAA:" }))).toEqual({
      verified: false,
      reason: "content-digest has neither sha-256 nor sha-512",
    })
  })

  it.each([
    [-300, true],
    [-301, false],
    [300, true],
    [301, false],
  ])("holds a signature created %i s from now against its limits: %s", async (offSeconds, isAccepted) => {
    const call = await signedCall({ created: new Date(NOW.getTime() + offSeconds * 1_000) })
    expect(verify(call).verified).toBe(isAccepted)
    expect(earlyRefusal(call) === null).toBe(isAccepted)
  })

  it("takes other limits from the settings", async () => {
    const old = await signedCall({ created: new Date(NOW.getTime() - 900_000), settings: { max_age_seconds: 1_000 } })
    expect(verify(old).verified).toBe(true)
    const ahead = await signedCall({ created: new Date(NOW.getTime() + 20_000), settings: { tolerance_seconds: 10 } })
    expect(verify(ahead).verified).toBe(false)
  })

  it("refuses what has expired, and what does not say when it was created", async () => {
    expect(verify(await signedCall({ expires: new Date(NOW.getTime() + 1_000) })).verified).toBe(true)
    expect(verify(await signedCall({ expires: new Date(NOW.getTime() - 1_000) }))).toEqual({
      verified: false,
      reason: "the signature has expired",
    })
    const timeless = await signedCall({ created: null, params: ["keyid"] })
    expect(verify(timeless)).toEqual({ verified: false, reason: "the signature does not say when it was created" })
  })

  it("refuses another algorithm than its own, even with a signature that fits", async () => {
    const call = await signedCall({ params: ["created"] })
    expect(verify(call).verified).toBe(true)
    const input = call.headers["signature-input"] ?? ""
    expect(verify(call, { headers: { "signature-input": `${input};alg="ed25519"` } })).toEqual({
      verified: false,
      reason: "the algorithm is not hmac-sha256",
    })
  })

  it.each([
    ["a component twice", `sig=("@method" "@path" "content-digest" "@path");created=${SECONDS}`],
    ["a component of another request", `sig=("@method" "@path" "content-digest" "@path";req);created=${SECONDS}`],
    ["a component that the call has not", `sig=("@method" "@path" "content-digest" "x-none");created=${SECONDS}`],
    ["a time that is none", `sig=("@method" "@path" "content-digest");created="now"`],
    ["no dictionary", "(("],
  ])("reads no signature over %s", async (_what, input) => {
    const call = await signedCall()
    const reason = "there is no readable signature over what this call has"
    expect(verify(call, { headers: { "signature-input": input } })).toEqual({ verified: false, reason })
  })

  it("reads only the first three signatures, and none over more than thirty components", async () => {
    const call = await signedCall()
    const bad = ["a", "b", "c"].map((name) => `${name}=("@method" "@path" "content-digest");created=${SECONDS}`)
    const among = (count: number) => ({
      "signature-input": [...bad.slice(0, count), call.headers["signature-input"]].join(", "),
      signature: [...["a", "b", "c"].slice(0, count).map((name) => `${name}=:AAAA:`), call.headers["signature"]].join(
        ", "
      ),
    })
    expect(verify(call, { headers: among(2) }).verified).toBe(true)
    expect(verify(call, { headers: among(3) }).verified).toBe(false)
    const names = Array.from({ length: 30 }, (_, index) => `x-${index}`)
    const many = await signedCall({ fields: FIELDS, extra: names })
    expect(verify(many)).toEqual({ verified: false, reason: expect.stringContaining("no readable signature") })
    expect(verify(await signedCall({ fields: FIELDS, extra: names.slice(3) })).verified).toBe(true)
  })

  it("accepts one good signature among others", async () => {
    const call = await signedCall()
    const headers = {
      "signature-input": `a=("@method" "@path" "content-digest");created=${SECONDS}, ${call.headers["signature-input"]}`,
      signature: `a=:AAAA:, ${call.headers["signature"]}`,
    }
    expect(verify(call, { headers }).verified).toBe(true)
  })
})

describe("the settings of profile http-message-signatures", () => {
  const otherCurve = generateKeyPairSync("ec", { namedCurve: "P-384" }).publicKey.export({
    format: "pem",
    type: "spki",
  })
  const weak = generateKeyPairSync("rsa", { modulusLength: 1_024 }).publicKey.export({ format: "pem", type: "spki" })
  it.each([
    [{}, "algorithm: "],
    [{ algorithm: "hmac-sha256", required_components: ["@method"] }, "required_components: must hold content-digest"],
    [
      { algorithm: "hmac-sha256", required_components: ["@status", "content-digest"] },
      "required_components.0: must be",
    ],
    [{ algorithm: "hmac-sha256", public_keys: ["x"] }, "public_keys: is not for hmac-sha256"],
    [{ algorithm: "ed25519" }, "public_keys: is required for ed25519"],
    [{ algorithm: "ed25519", public_keys: ["x"] }, "public_keys.0: must be a public key for ed25519"],
    [
      { algorithm: "rsa-pss-sha512", public_keys: [String(weak)] },
      "public_keys.0: must be a public key for rsa-pss-sha512",
    ],
    [
      { algorithm: "ecdsa-p256-sha256", public_keys: [String(otherCurve)] },
      "public_keys.0: must be a public key for ecdsa-p256-sha256",
    ],
    [{ algorithm: "hmac-sha256", max_age_seconds: 0 }, "max_age_seconds: "],
  ])("refuse %j by the field's name", (settings, problem) => {
    expect(settingsProblems("http-message-signatures", settings).join("\n")).toContain(problem)
  })
})
