import { z } from "@medusajs/framework/zod"
import { createHmac } from "node:crypto"
import { defineProfile, type FetchRequest, type Reading } from "../../core/profile"
import { PLAIN_HMAC, hmacHeadersRefusal, verifyHmac, type HmacRule } from "./_hmac"
import { at, idAt, listAt, numberAt, textAt } from "./_json"
import { kindText, later, nothing, videoCallCompleted } from "./_messages"
import { minutesBetween } from "./_time"

const trackingField = z.string().min(1).max(100)

const settings = z.strictObject({
  /** Names of the meeting's tracking fields: Zoom's event says nothing of a patient. */
  patient_field: trackingField,
  /** Left out: the host is the provider. */
  provider_field: trackingField.optional(),
  /** Left out: the id of this instance of the meeting. */
  appointment_field: trackingField.optional(),
  region_field: trackingField.optional(),
  minimum_minutes: z.number().min(0).max(240).default(1),
})

type Settings = z.infer<typeof settings>

const RULE = {
  ...PLAIN_HMAC,
  header: "x-zm-signature",
  prefix: "v0=",
  template: "v0:{timestamp}:{body}",
  timestamp_header: "x-zm-request-timestamp",
} as const satisfies HmacRule

/** Zoom: a meeting that ended is a video call that took place, when somebody else than the host was in it. */
export default defineProfile<Settings>({
  id: "zoom",
  title: "Zoom",
  description: "Zoom's event meeting.ended: x-zm-signature and x-zm-request-timestamp, by the app's secret token.",
  settings,
  secret: "any",
  alwaysAnswers: 200,
  refusedBeforeBody: (headers, _settings, now) => hmacHeadersRefusal(RULE, headers, now),
  verify: (call, { secrets }, now) => verifyHmac(RULE, call, secrets, now),

  handshake(call, body, { secrets }) {
    const plainToken = textAt(body, "payload", "plainToken")
    if (at(body, "event") !== "endpoint.url_validation" || !plainToken) return null
    // While a secret is rotated Zoom may know either: the answer is made with the one that Zoom signed with.
    const signedAt = new Date(Number(call.headers[RULE.timestamp_header]) * 1_000)
    const secret = secrets.find((one) => verifyHmac(RULE, call, [one], signedAt).verified)
    if (secret === undefined) return null
    const encryptedToken = createHmac("sha256", secret).update(plainToken).digest("hex")
    return { status: 200, body: { plainToken, encryptedToken } }
  },

  kindOf: (body) => kindText(textAt(body, "event")),
  read,
})

function read(body: unknown, known: Settings): Reading {
  if (at(body, "event") !== "meeting.ended") return nothing("Only Zoom's meeting.ended is read.")
  const meeting = at(body, "payload", "object")
  const uuid = textAt(meeting, "uuid")
  const id = idAt(meeting, "id")
  if (!uuid || !id || !/^\d{1,20}$/.test(id)) return nothing("Zoom's event names no meeting.")
  const minutes = minutesBetween(textAt(meeting, "start_time"), textAt(meeting, "end_time"))
  if (minutes !== undefined && minutes < known.minimum_minutes) return nothing("The meeting was too short for a call.")
  const past: FetchRequest = { method: "GET", path: `/past_meetings/${uuidInPath(uuid)}` }
  return {
    kind: "fetch",
    request: past,
    read(pastMeeting) {
      const people = numberAt(pastMeeting, "participants_count")
      if (people === undefined) return later("Zoom does not say yet who was in the meeting.")
      if (people < 2) return nothing("Nobody but the host was in the meeting.")
      return {
        kind: "fetch",
        request: { method: "GET", path: `/meetings/${id}` },
        read: (planned) => callOf(meeting, planned, minutes, known),
      }
    },
  }
}

function callOf(meeting: unknown, planned: unknown, minutes: number | undefined, known: Settings): Reading {
  const field = (name: string | undefined) =>
    name === undefined
      ? undefined
      : idAt(
          listAt(planned, "tracking_fields").find((entry) => at(entry, "field") === name),
          "value"
        )
  const patient = field(known.patient_field)
  if (patient === undefined) return nothing("The meeting's tracking field names no patient.")
  return videoCallCompleted({
    patient_external_id: patient,
    appointment_id: known.appointment_field ? field(known.appointment_field) : idAt(meeting, "uuid"),
    provider_id: known.provider_field ? field(known.provider_field) : idAt(meeting, "host_id"),
    call_duration_minutes: minutes,
    completed_at: textAt(meeting, "end_time"),
    region_code: field(known.region_field),
  })
}

/** Zoom decodes the path twice where an id has slashes: encoded once, `/abc` would be another path. */
function uuidInPath(uuid: string): string {
  const once = encodeURIComponent(uuid)
  return uuid.startsWith("/") || uuid.includes("//") ? encodeURIComponent(once) : once
}
