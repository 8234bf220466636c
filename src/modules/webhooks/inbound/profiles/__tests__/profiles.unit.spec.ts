import fc from "fast-check"
import { COMPLETED_CALLS } from "../../../../../../integration-tests/helpers/shop/vendor-calls"
import type { Reading } from "../../../core/profile"
import { PROFILES, PROFILE_IDS } from "../index"
import { NOW, SUBJECT, parsedSettings } from "./_calls"

const ED25519_KEY = Buffer.alloc(32, 9).toString("base64")
/** Settings of each profile with which it can be used. */
const SETTINGS: Readonly<Record<string, unknown>> = {
  basic: { username: "emr" },
  ed25519: { header: "x-signature", public_keys: [ED25519_KEY] },
  elation: { public_keys: [ED25519_KEY] },
  hmac: { header: "x-signature" },
  "http-message-signatures": { algorithm: "hmac-sha256" },
  zoom: { patient_field: "patient_id" },
}
const settingsOf = (id: string) => parsedSettings(id, SETTINGS[id] ?? {})

const anyText = fc.oneof(
  fc.string(),
  fc.constantFrom("appointments", "saved", "VIDEO", "meeting.ended", "Appointment", "Encounter", "Bundle", "handshake"),
  fc.constantFrom("endpoint.url_validation", "event-notification", "Patient/1", "2026-01-04T22:30:00Z", "booked", "VR")
)
const anyKey = fc.constantFrom(
  ...[
    "resource",
    "resourceType",
    "resource_id",
    "resource_id_type",
    "data",
    "mode",
    "status",
    "action",
    "event",
    "entry",
  ],
  ...[
    "event_type",
    "payload",
    "object",
    "uuid",
    "id",
    "plainToken",
    "type",
    "class",
    "participant",
    "notificationEvent",
  ],
  ...["code", "coding", "period", "meta", "focus", "reference", "parameter", "duration", "__proto__", "constructor"]
)
// What JSON can hold: neither infinity nor -0 come back as they were.
const anyNumber = fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0)
const anyJson = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.oneof(anyText, fc.integer(), anyNumber, fc.boolean(), fc.constant(null)),
    fc.array(tie("value"), { maxLength: 4 }),
    fc
      .array(fc.tuple(anyKey, tie("value")), { maxLength: 6 })
      .map((entries) => JSON.stringify(Object.fromEntries(entries)))
      .map((text) => JSON.parse(text) as unknown)
  ),
})).value

const HEADERS = [
  ...["authorization", "x-signature", "x-hub-signature", "webhook-signature", "webhook-timestamp", "webhook-id"],
  ...["x-webhook-signature", "x-zm-signature", "x-zm-request-timestamp", "x-canvas-signature", "x-canvas-timestamp"],
  ...["el8-ed25519-signature", "signature", "signature-input", "content-digest"],
]
const anyHeaders = fc.dictionary(
  fc.constantFrom(...HEADERS),
  fc.oneof(
    fc.string(),
    fc.constantFrom("sha256=" + "0".repeat(64), "v0=" + "0".repeat(64), "sig1=" + "0".repeat(64), "0".repeat(64)),
    fc.constantFrom(
      "Bearer x",
      "Basic ZW1yOg==",
      "v1,AAAA",
      "1767565800",
      'sig1=("content-digest");created=1767565800'
    ),
    fc.constantFrom("sig1=:AAAA:", "SHA-256=" + "A".repeat(43) + "=", Buffer.alloc(64).toString("base64"))
  )
)

it("finds one profile in each file", () => {
  expect([...PROFILE_IDS].sort()).toEqual(
    [
      ...["athenahealth", "basic", "bearer", "canvas", "ed25519", "elation", "healthie", "hmac", "hmac-sha256-hex"],
      ...["http-message-signatures", "medplum", "standard", "zoom"],
    ].sort()
  )
})

describe.each(PROFILE_IDS)("profile %s", (id) => {
  const profile = PROFILES.get(id)!

  it("carries the name it is found by, and says what it is", () => {
    expect(profile.id).toBe(id)
    expect(profile.title).toMatch(/^[A-Z]|^athena/)
    expect(profile.description).toMatch(/\.$/)
  })

  it("refuses a setting that it does not know, by name", () => {
    const { error } = profile.settings.safeParse({ ...(SETTINGS[id] as object), demo: 1 })
    expect(JSON.stringify(error?.issues)).toContain("demo")
  })

  it("keeps settings as they are when they are read again", () => {
    expect(parsedSettings(id, settingsOf(id))).toEqual(settingsOf(id))
  })

  it("never throws at a call, and verifies none without a key", () => {
    const settings = settingsOf(id)
    fc.assert(
      fc.property(anyHeaders, fc.uint8Array({ maxLength: 50 }), fc.webUrl(), (headers, bytes, url) => {
        const call = { method: "POST", url, headers, body: Buffer.from(bytes) }
        profile.refusedBeforeBody(headers, settings, NOW)
        expect(profile.verify(call, { secrets: [], settings }, NOW).verified).toBe(false)
        expect(profile.verify(call, { secrets: [""], settings }, NOW).verified).toBe(false)
      })
    )
  })

  it("never throws at a body", () => {
    const settings = settingsOf(id)
    fc.assert(
      fc.property(anyJson, anyJson, anyHeaders, (body, fetched, headers) => {
        const call = { method: "POST", url: "https://shop.example/webhooks/x", headers, body: Buffer.from("{}") }
        profile.handshake?.(call, body, { secrets: ["secret"], settings })
        expect(profile.kindOf?.(body) ?? "x").toMatch(/^[A-Za-z0-9._-]{1,100}$/)
        expect((profile.idOf?.(body) ?? "").length).toBeLessThanOrEqual(255)
        if (profile.read) expectReading(profile.read(body, settings), fetched)
      }),
      { numRuns: 300 }
    )
  })
})

/** Follows every fetch, and looks that its path stays where the profile put it. */
function expectReading(reading: Reading, fetched: unknown, depth = 0): void {
  expect(depth).toBeLessThan(4)
  switch (reading.kind) {
    case "fetch":
      expect(new URL(reading.request.path, "https://vendor.example").pathname).toBe(reading.request.path)
      return expectReading(reading.read(fetched), fetched, depth + 1)
    case "several":
      return reading.readings.forEach((one) => expectReading(one, fetched, depth + 1))
    case "messages":
      return reading.messages.forEach(({ body }) => expect(body).toEqual(JSON.parse(JSON.stringify(body))))
    default:
      expect(reading.because).toMatch(/^[A-Z]?.*[a-z]\.$/)
  }
}

it.each(Object.entries(COMPLETED_CALLS))(
  "never throws at a body of %s with anything in a field's place",
  (id, make) => {
    const { body, settings, fetched } = make(SUBJECT)
    const profile = PROFILES.get(id)!
    const parsed = parsedSettings(id, settings)
    const original = JSON.parse(body) as unknown
    const answers = Object.values(fetched)
    fc.assert(
      fc.property(anyJson, fc.nat(), fc.nat(), (value, place, answerPlace) => {
        const reading = profile.read?.(replaced(original, value, place), parsed)
        if (reading) expectReading(reading, replaced(answers.at(-1), value, answerPlace))
      })
    )
  }
)

/** The JSON with one of its fields, however deep, replaced. */
function replaced(json: unknown, value: unknown, place: number): unknown {
  const count = { left: place % 60 }
  return JSON.parse(JSON.stringify(json ?? null), (_key, field: unknown) => (count.left-- === 0 ? value : field))
}
