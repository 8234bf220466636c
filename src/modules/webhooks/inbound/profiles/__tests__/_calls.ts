import type { CallSubject, VendorCall } from "../../../../../../integration-tests/helpers/shop/vendor-calls"
import type { Profile, ReadMessage, Reading, ReceivedCall } from "../../../core/profile"
import type { Verification } from "../../../core/signature-scheme"
import { PROFILES } from "../index"

export const NOW = new Date("2026-01-04T22:30:00.000Z")
export const SECRET = "vendor-secret-of-the-tests"
export const OTHER_SECRET = "another-secret-of-the-tests"

/** A call that ended a minute ago, sent now. */
export const SUBJECT: CallSubject = {
  patient: "64058687489",
  appointment: "67176890458",
  provider: "131074",
  at: new Date(NOW.getTime() - 60_000),
  sentAt: NOW,
}

export function profileOf(id: string): Profile {
  const profile = PROFILES.get(id)
  if (!profile) throw new Error(`there is no profile ${id}`)
  return profile
}

/** The settings of a source's row, as they are stored: parsed. */
export function parsedSettings(id: string, settings: unknown): unknown {
  return profileOf(id).settings.parse(settings)
}

/** What is wrong with settings: `field: message`, one line each. */
export function settingsProblems(id: string, settings: unknown): string[] {
  const { error } = profileOf(id).settings.safeParse(settings)
  return (error?.issues ?? []).map(({ path, message }) => `${path.join(".")}: ${message}`)
}

export interface Circumstances {
  now?: Date
  secrets?: readonly string[]
  body?: Buffer
  headers?: Record<string, string | undefined>
}

export function received({ url, headers, body }: VendorCall, change: Circumstances = {}): ReceivedCall {
  return {
    method: "POST",
    url,
    headers: { "content-type": "application/json", ...headers, ...change.headers },
    body: change.body ?? Buffer.from(body),
  }
}

/** What the profile says of a call: before its body is read, and then. */
export function verify(call: VendorCall, change: Circumstances = {}): Verification {
  const profile = profileOf(call.profile)
  const settings = parsedSettings(call.profile, call.settings)
  const secrets = change.secrets ?? (call.secret === undefined ? [] : [call.secret])
  const now = change.now ?? NOW
  const request = received(call, change)
  const early = profile.refusedBeforeBody(request.headers, settings, now)
  const verification = profile.verify(request, { secrets, settings }, now)
  // The look at the headers may never refuse what would be verified, nor the other way round be all there is.
  if (verification.verified) expect(early).toBeNull()
  return verification
}

/** What is wrong with a call's headers alone. */
export function earlyRefusal(call: VendorCall, change: Circumstances = {}): string | null {
  const settings = parsedSettings(call.profile, call.settings)
  return profileOf(call.profile).refusedBeforeBody(received(call, change).headers, settings, change.now ?? NOW)
}

export function handshake(call: VendorCall, secrets = call.secret === undefined ? [] : [call.secret]) {
  const keys = { secrets, settings: parsedSettings(call.profile, call.settings) }
  return profileOf(call.profile).handshake?.(received(call), JSON.parse(call.body), keys)
}

/** What a call means, its fetches answered from `fetched`. */
export function readingOf({ profile, body, settings, fetched }: VendorCall): Reading {
  const read = profileOf(profile).read
  if (!read) throw new Error(`the profile ${profile} reads nothing`)
  return followed(read(JSON.parse(body), parsedSettings(profile, settings)), fetched)
}

function followed(reading: Reading, fetched: Record<string, unknown>): Reading {
  if (reading.kind === "several") {
    return { kind: "several", readings: reading.readings.map((one) => followed(one, fetched)) }
  }
  if (reading.kind !== "fetch") return reading
  if (!(reading.request.path in fetched)) throw new Error(`unexpected fetch of ${reading.request.path}`)
  return followed(reading.read(fetched[reading.request.path]), fetched)
}

/** The one message of a call. */
export function messageOf(call: VendorCall): ReadMessage {
  const reading = readingOf(call)
  const [message] = reading.kind === "messages" ? reading.messages : []
  if (!message) throw new Error(`no message, but ${JSON.stringify(reading)}`)
  return message
}

export function flipped(body: string): Buffer {
  const changed = Buffer.from(body)
  changed[changed.length - 2]! ^= 1
  return changed
}

/** What every profile owes: nothing forged, stale or unsigned is verified, and each live secret counts. */
export function itVerifies(
  make: (subject: CallSubject) => VendorCall,
  { isTimed, signsBody = true }: { isTimed: boolean; signsBody?: boolean }
): void {
  const call = make(SUBJECT)

  it("accepts what was signed", () => expect(verify(call).verified).toBe(true))

  if (signsBody) {
    it("refuses a body with one bit changed", () => {
      expect(verify(call, { body: flipped(call.body) }).verified).toBe(false)
    })
  }

  it.each(Object.keys(call.headers))("refuses a call without %s, before its body is read", (header) => {
    const change = { headers: { [header]: undefined } }
    expect(verify(call, change).verified).toBe(false)
    expect(earlyRefusal(call, change)).toContain(header)
  })

  if (call.secret !== undefined) {
    const secret = call.secret
    it("accepts the signature of any live secret, and of no other", () => {
      expect(verify(call, { secrets: [OTHER_SECRET, secret] }).verified).toBe(true)
      expect(verify(call, { secrets: [OTHER_SECRET] }).verified).toBe(false)
    })

    it("verifies nothing without a secret", () => {
      expect(verify(call, { secrets: [] }).verified).toBe(false)
      expect(verify({ ...make({ ...SUBJECT, secret: "" }) }, { secrets: [""] }).verified).toBe(false)
    })
  }

  if (isTimed) {
    it.each([-301_000, 301_000])("refuses a call that is %i ms off, before its body is read", (offMs) => {
      const now = new Date(NOW.getTime() + offMs)
      expect(verify(call, { now }).verified).toBe(false)
      expect(earlyRefusal(call, { now })).not.toBeNull()
    })

    it.each([-299_000, 299_000])("accepts a call that is %i ms off", (offMs) => {
      expect(verify(call, { now: new Date(NOW.getTime() + offMs) }).verified).toBe(true)
    })
  }
}
