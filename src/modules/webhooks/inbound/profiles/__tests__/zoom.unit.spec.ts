import { createHmac } from "node:crypto"
import { zoomCall, zoomHandshake } from "../../../../../../integration-tests/helpers/shop/vendor-calls"
import type { Reading } from "../../../core/profile"
import fixture from "./fixtures/zoom.json"
import {
  OTHER_SECRET,
  SECRET,
  SUBJECT,
  handshake,
  itVerifies,
  messageOf,
  parsedSettings,
  profileOf,
  verify,
} from "./_calls"

const profile = profileOf("zoom")
const SETTINGS = { patient_field: "patient_id", appointment_field: "appointment_id", region_field: "region" }
type Fetch = Extract<Reading, { kind: "fetch" }>

function read(settings: Record<string, unknown> = SETTINGS, object: Record<string, unknown> = {}): Reading {
  const payload = { ...fixture.ended.payload, object: { ...fixture.ended.payload.object, ...object } }
  return profile.read!({ ...fixture.ended, payload }, parsedSettings("zoom", settings))
}
function fetchOf(reading: Reading): Fetch {
  if (reading.kind !== "fetch") throw new Error(`no fetch, but ${JSON.stringify(reading)}`)
  return reading
}
const followed = (settings?: Record<string, unknown>, meeting: unknown = fixture.meeting) =>
  fetchOf(fetchOf(read(settings)).read(fixture.past_meeting)).read(meeting)

describe("profile zoom", () => {
  itVerifies(zoomCall, { isTimed: true })

  it("answers the handshake with the plain token and its hex HMAC, and no other call", () => {
    const { plainToken } = fixture.validation.payload
    const encryptedToken = createHmac("sha256", SECRET).update(plainToken).digest("hex")
    expect(verify(zoomHandshake(SUBJECT)).verified).toBe(true)
    expect(handshake(zoomHandshake(SUBJECT))).toEqual({ status: 200, body: { plainToken, encryptedToken } })
    expect(handshake(zoomHandshake(SUBJECT))?.body).toEqual(zoomHandshake(SUBJECT).answer)
    expect(handshake(zoomCall(SUBJECT))).toBeNull()
  })

  it("answers the handshake with the secret that signed it, while two are live", () => {
    const call = zoomHandshake(SUBJECT)
    expect(handshake(call, [OTHER_SECRET, SECRET])?.body).toEqual(call.answer)
    // Signing what anybody sends would make an oracle of the secret.
    expect(handshake(call, [OTHER_SECRET])).toBeNull()
  })

  it("asks Zoom who was in the meeting, and then whom it was for", () => {
    const past = fetchOf(read())
    expect(past.request).toEqual({ method: "GET", path: "/past_meetings/4444AAAiAAAAAiAiAiiAii%3D%3D" })
    expect(fetchOf(past.read(fixture.past_meeting)).request).toEqual({ method: "GET", path: "/meetings/1234567890" })
  })

  it("reads a meeting of two as a completed call", () => {
    expect(followed()).toEqual({
      kind: "messages",
      messages: [
        {
          message: "video-call-completed",
          body: {
            event: "video_call.completed",
            patient_external_id: "p-1",
            appointment_id: "a-1",
            provider_id: "x1yCzABCDEfg23HiJKl4mN",
            call_duration_minutes: 76,
            completed_at: "2021-07-13T23:00:51Z",
            region_code: "US-TX",
          },
        },
      ],
    })
  })

  it("takes the meeting's own id and the host where no field is named", () => {
    expect(followed({ patient_field: "patient_id" })).toMatchObject({
      messages: [{ body: { appointment_id: "4444AAAiAAAAAiAiAiiAii==", provider_id: "x1yCzABCDEfg23HiJKl4mN" } }],
    })
    expect(followed({ ...SETTINGS, provider_field: "region" })).toMatchObject({
      messages: [{ body: { provider_id: "US-TX" } }],
    })
  })

  it("reads nothing from a meeting of the host alone, of nobody's patient, or too short", () => {
    expect(fetchOf(read()).read({ ...fixture.past_meeting, participants_count: 1 }).kind).toBe("nothing")
    expect(followed(SETTINGS, { ...fixture.meeting, tracking_fields: [] }).kind).toBe("nothing")
    expect(followed({ patient_field: "other" }).kind).toBe("nothing")
    expect(read({ ...SETTINGS, minimum_minutes: 77 }).kind).toBe("nothing")
    expect(read({ ...SETTINGS, minimum_minutes: 76 }).kind).toBe("fetch")
  })

  it("leaves out a duration that it can't reckon, for the handler to refuse by name", () => {
    const reading = fetchOf(fetchOf(read(SETTINGS, { start_time: undefined })).read(fixture.past_meeting))
    const call = reading.read(fixture.meeting)
    expect(call.kind === "messages" && call.messages[0]?.body).not.toHaveProperty("call_duration_minutes")
  })

  it("is tried again when Zoom does not know yet who was in the meeting", () => {
    expect(fetchOf(read()).read({ ...fixture.past_meeting, participants_count: undefined }).kind).toBe("later")
  })

  it("encodes an id with slashes twice, and takes no meeting number that is none", () => {
    expect(fetchOf(read(SETTINGS, { uuid: "/a//b" })).request.path).toBe("/past_meetings/%252Fa%252F%252Fb")
    expect(fetchOf(read(SETTINGS, { uuid: "a/b?c" })).request.path).toBe("/past_meetings/a%2Fb%3Fc")
    expect(read(SETTINGS, { id: "1/../users" }).kind).toBe("nothing")
    expect(read(SETTINGS, { uuid: undefined }).kind).toBe("nothing")
  })

  it("reads only meetings that ended, and wants to know the patient's field", () => {
    expect(profile.read?.({ event: "meeting.started" }, parsedSettings("zoom", SETTINGS)).kind).toBe("nothing")
    expect(profile.kindOf?.(fixture.ended)).toBe("meeting.ended")
    expect(JSON.stringify(profile.settings.safeParse({}).error?.issues)).toContain("patient_field")
    expect(messageOf(zoomCall(SUBJECT)).body).toMatchObject({ patient_external_id: SUBJECT.patient })
  })
})
