import { createHash, createHmac, generateKeyPairSync, sign } from "node:crypto"
import athenahealth from "../../../src/modules/webhooks/inbound/profiles/__tests__/fixtures/athenahealth.json"
import canvas from "../../../src/modules/webhooks/inbound/profiles/__tests__/fixtures/canvas.json"
import elation from "../../../src/modules/webhooks/inbound/profiles/__tests__/fixtures/elation.json"
import healthie from "../../../src/modules/webhooks/inbound/profiles/__tests__/fixtures/healthie.json"
import medplum from "../../../src/modules/webhooks/inbound/profiles/__tests__/fixtures/medplum.json"
import zoom from "../../../src/modules/webhooks/inbound/profiles/__tests__/fixtures/zoom.json"

/** Whom a call is about, and when. */
export interface CallSubject {
  patient: string
  /** In FHIR's calls letters, digits, `-` and `.` only. */
  appointment: string
  /** In FHIR's calls letters, digits, `-` and `.` only. */
  provider: string
  /** When the video call ended, or the appointment begins. */
  at: Date
  /** When the vendor sends it; left out: now. */
  sentAt?: Date
  /** Of the shop's door: Healthie signs its path. Left out: `https://shop.example/webhooks/<profile>`. */
  url?: string
  /** Left out: the vendor's usual one. */
  secret?: string
}

/** A signed call of a vendor, and the source that takes it. */
export interface VendorCall {
  profile: string
  /** Of the source. */
  settings: Record<string, unknown>
  /** Of the source; left out where the settings hold a public key. */
  secret?: string
  url: string
  headers: Record<string, string>
  body: string
  /** What the vendor answers to the fetch of a path, in the order of the fetches. */
  fetched: Record<string, unknown>
}

export const VENDOR_SECRET = "vendor-secret-of-the-tests"
const CALL_MINUTES = 20
const ED25519 = generateKeyPairSync("ed25519")
const PATIENT_SYSTEM = "https://shop.example/customers"

/** Elation's key as `signing_pub_key` has it: base64 of the 32 bytes. */
export const ELATION_PUBLIC_KEY = ED25519.publicKey
  .export({ format: "der", type: "spki" })
  .subarray(-32)
  .toString("base64")

/** Elation: an appointment by video was saved with a status, `Checked Out` unless given. */
export function elationCall(subject: CallSubject, change: Record<string, unknown> = {}): VendorCall {
  const event = {
    ...elation.event,
    event_uuid: uuidOf(subject),
    data: {
      ...elation.event.data,
      id: number(subject.appointment),
      patient: number(subject.patient),
      physician: number(subject.provider),
      duration: CALL_MINUTES,
      scheduled_date: subject.at.toISOString(),
      status: { status: "Checked Out", status_date: subject.at.toISOString().slice(0, 19) },
      ...change,
    },
  }
  const body = JSON.stringify(event)
  return {
    ...callOf("elation", subject, body),
    settings: { public_keys: [ELATION_PUBLIC_KEY] },
    headers: { "el8-ed25519-signature": sign(null, Buffer.from(body), ED25519.privateKey).toString("base64") },
  }
}

/** Healthie: an appointment was updated; `change` is of the appointment that is then fetched. */
export function healthieCall(subject: CallSubject, change: Record<string, unknown> = {}): VendorCall {
  const body = JSON.stringify({ ...healthie.event, resource_id: subject.appointment })
  const call = callOf("healthie", subject, body)
  const digest = createHash("sha256").update(body).digest("base64")
  const { pathname, search } = new URL(call.url)
  const line = `post ${pathname} ${search} ${digest} application/json ${Buffer.byteLength(body)}`
  const appointment = {
    ...healthie.answer.data.appointment,
    id: subject.appointment,
    date: healthieTime(minutesBefore(subject.at, CALL_MINUTES)),
    actual_duration: CALL_MINUTES,
    attendees: [{ id: subject.patient }],
    provider: { id: subject.provider },
    ...change,
  }
  return {
    ...call,
    secret: secretOf(subject),
    headers: {
      "content-digest": `SHA-256=${digest}`,
      "signature-input": 'sig1=("@method" "@path" "@query" "content-digest" "content-type" "content-length")',
      signature: `sig1=${hmac(line, subject)}`,
    },
    fetched: { "/graphql": { data: { appointment } } },
  }
}

/** Zoom: a meeting ended, with the patient and the host in it. */
export function zoomCall(subject: CallSubject): VendorCall {
  const start = minutesBefore(subject.at, CALL_MINUTES)
  const meeting = {
    ...zoom.ended.payload.object,
    host_id: subject.provider,
    start_time: start.toISOString(),
    end_time: subject.at.toISOString(),
  }
  const event = { ...zoom.ended, event_ts: subject.at.getTime(), payload: { ...zoom.ended.payload, object: meeting } }
  const fields = { patient_id: subject.patient, appointment_id: subject.appointment }
  return {
    ...signedByZoom(subject, JSON.stringify(event)),
    fetched: {
      [`/past_meetings/${encodeURIComponent(meeting.uuid)}`]: zoom.past_meeting,
      [`/meetings/${meeting.id}`]: {
        ...zoom.meeting,
        tracking_fields: Object.entries(fields).map(([field, value]) => ({ field, value })),
      },
    },
  }
}

/** Zoom's handshake, which it repeats every three days. */
export function zoomHandshake(subject: CallSubject): VendorCall & { answer: unknown } {
  const { plainToken } = zoom.validation.payload
  const answer = { plainToken, encryptedToken: hmac(plainToken, subject) }
  return { ...signedByZoom(subject, JSON.stringify(zoom.validation)), answer }
}

/** athenahealth: encounters were signed off, of which only the ids are sent. Several appointments: one bundle. */
export function athenahealthCall(subject: CallSubject, ...others: CallSubject[]): VendorCall {
  const subjects = [subject, ...others]
  const [entry] = athenahealth.notification.entry
  const events = subjects.map(({ appointment }) => ({ focus: { reference: `Encounter/enc-${appointment}` } }))
  const resource = { ...entry?.resource, eventsInNotification: events.length, notificationEvent: events }
  const bundle = { ...athenahealth.notification, id: uuidOf(subject), entry: [{ ...entry, resource }] }
  const encounters = subjects.map((one) => encounterOf(one, `enc-${one.appointment}`))
  return {
    ...signedByAthenahealth(subject, JSON.stringify(bundle)),
    fetched: Object.fromEntries(encounters.map((encounter) => [`/fhir/r4/Encounter/${encounter.id}`, encounter])),
  }
}

/** athenahealth's handshake. */
export function athenahealthHandshake(subject: CallSubject): VendorCall {
  return signedByAthenahealth(subject, JSON.stringify(athenahealth.handshake))
}

/** Medplum: an encounter by video was finished. */
export function medplumCall(subject: CallSubject, change: Record<string, unknown> = {}): VendorCall {
  const body = JSON.stringify({ ...encounterOf(subject, `enc-${subject.appointment}`), ...change })
  return signedByMedplum(subject, body)
}

/** Medplum: an appointment by video was booked, or has another status. */
export function medplumAppointment(subject: CallSubject, change: Record<string, unknown> = {}): VendorCall {
  const [practitioner, patient] = [`Practitioner/${subject.provider}`, patientOf(subject)]
  const appointment = {
    ...medplum.appointment,
    id: subject.appointment,
    meta: { versionId: uuidOf(subject), lastUpdated: (subject.sentAt ?? new Date()).toISOString() },
    start: subject.at.toISOString(),
    participant: [{ actor: { reference: practitioner } }, { actor: patient }],
    ...change,
  }
  return signedByMedplum(subject, JSON.stringify(appointment))
}

/** Canvas: a plugin of the shop's own reports a call; `change` makes another of our messages. */
export function canvasCall(subject: CallSubject, change: Record<string, unknown> = {}): VendorCall {
  const body = JSON.stringify({
    ...canvas.completed,
    message_id: uuidOf(subject),
    patient_external_id: subject.patient,
    appointment_id: subject.appointment,
    provider_id: subject.provider,
    completed_at: subject.at.toISOString(),
    ...change,
  })
  const timestamp = unixSeconds(subject)
  return {
    ...callOf("canvas", subject, body),
    secret: secretOf(subject),
    headers: {
      "x-canvas-timestamp": timestamp,
      "x-canvas-signature": `sha256=${hmac(`${timestamp}.${body}`, subject)}`,
    },
  }
}

/** Every vendor's report of a completed video call. */
export const COMPLETED_CALLS: Readonly<Record<string, (subject: CallSubject) => VendorCall>> = {
  elation: elationCall,
  healthie: healthieCall,
  zoom: zoomCall,
  athenahealth: (subject) => athenahealthCall(subject),
  medplum: medplumCall,
  canvas: canvasCall,
}

function callOf(profile: string, { url }: CallSubject, body: string): VendorCall {
  return {
    profile,
    settings: {},
    url: url ?? `https://shop.example/webhooks/${profile}`,
    headers: {},
    body,
    fetched: {},
  }
}

function signedByZoom(subject: CallSubject, body: string): VendorCall {
  const timestamp = unixSeconds(subject)
  return {
    ...callOf("zoom", subject, body),
    settings: { patient_field: "patient_id", appointment_field: "appointment_id" },
    secret: secretOf(subject),
    headers: {
      "x-zm-request-timestamp": timestamp,
      "x-zm-signature": `v0=${hmac(`v0:${timestamp}:${body}`, subject)}`,
    },
  }
}

function signedByAthenahealth(subject: CallSubject, body: string): VendorCall {
  return {
    ...callOf("athenahealth", subject, body),
    settings: { patient_identifier_system: PATIENT_SYSTEM },
    secret: secretOf(subject),
    headers: { "x-hub-signature": `sha256=${hmac(body, subject)}` },
  }
}

function signedByMedplum(subject: CallSubject, body: string): VendorCall {
  return {
    ...callOf("medplum", subject, body),
    settings: { patient_identifier_system: PATIENT_SYSTEM },
    secret: secretOf(subject),
    headers: { "x-signature": hmac(body, subject) },
  }
}

function encounterOf(subject: CallSubject, id: string) {
  const { length: _length, ...encounter } = medplum.encounter
  return {
    ...encounter,
    id,
    meta: { versionId: uuidOf(subject), lastUpdated: subject.at.toISOString() },
    subject: patientOf(subject),
    participant: [{ individual: { reference: `Practitioner/${subject.provider}` } }],
    appointment: [{ reference: `Appointment/${subject.appointment}` }],
    period: { start: minutesBefore(subject.at, CALL_MINUTES).toISOString(), end: subject.at.toISOString() },
  }
}

/** By the identifier, which may be any text: a customer's id has an underscore, which FHIR's ids can't have. */
function patientOf({ patient }: CallSubject) {
  return { reference: "Patient/example", identifier: { system: PATIENT_SYSTEM, value: patient } }
}

function hmac(text: string, subject: CallSubject): string {
  return createHmac("sha256", secretOf(subject)).update(text).digest("hex")
}

function secretOf({ secret }: CallSubject): string {
  return secret ?? VENDOR_SECRET
}

function unixSeconds({ sentAt }: CallSubject): string {
  return String(Math.floor((sentAt ?? new Date()).getTime() / 1_000))
}

/** The same for the same subject: a vendor repeats a message under its id. */
function uuidOf({ patient, appointment, at }: CallSubject): string {
  const hex = createHash("sha256")
    .update(JSON.stringify([patient, appointment, at]))
    .digest("hex")
  return [hex.slice(0, 8), hex.slice(8, 12), `7${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-"
  )
}

function healthieTime(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace("T", " ")} +0000`
}

/** Elation's ids are numbers. */
function number(id: string): number | string {
  return /^\d{1,15}$/.test(id) ? Number(id) : id
}

function minutesBefore(at: Date, minutes: number): Date {
  return new Date(at.getTime() - minutes * 60_000)
}
