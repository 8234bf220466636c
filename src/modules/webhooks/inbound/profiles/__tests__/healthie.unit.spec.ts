import { createHash, createHmac } from "node:crypto"
import { healthieCall, type VendorCall } from "../../../../../../integration-tests/helpers/shop/vendor-calls"
import type { Reading } from "../../../core/profile"
import fixture from "./fixtures/healthie.json"
import { SECRET, SUBJECT, earlyRefusal, itVerifies, messageOf, parsedSettings, profileOf, verify } from "./_calls"

const profile = profileOf("healthie")
const IDS = { patient_external_id: "22222", appointment_id: "67890", provider_id: "1234" }

const read = (event: Record<string, unknown> = {}) =>
  profile.read!({ ...fixture.event, ...event }, parsedSettings("healthie", {}))
function fetched(change: Record<string, unknown> = {}): Reading {
  const reading = read()
  if (reading.kind !== "fetch") throw new Error("no fetch")
  return reading.read({ data: { appointment: { ...fixture.answer.data.appointment, ...change } } })
}
const messages = (message: string, body: unknown) => ({ kind: "messages", messages: [{ message, body }] })

describe("profile healthie", () => {
  itVerifies(healthieCall, { isTimed: false })

  it.each([
    ["the digest without padding", (digest: string) => digest.replace(/=+$/, ""), ""],
    ["the query without its question mark", (digest: string) => digest, "a=1"],
    ["the query with it", (digest: string) => digest, "?a=1"],
  ])("accepts a line with %s", (_what, spelled, query) => {
    const { body } = healthieCall(SUBJECT)
    const url = `https://shop.example/webhooks/clinic${query === "" ? "" : "?a=1"}`
    const digest = createHash("sha256").update(body).digest("base64")
    const line = `post /webhooks/clinic ${query} ${spelled(digest)} application/json ${Buffer.byteLength(body)}`
    const signature = `sig1=${createHmac("sha256", SECRET).update(line).digest("hex")}`
    const call: VendorCall = { ...healthieCall(SUBJECT), url }
    expect(verify(call, { headers: { "content-digest": `SHA-256=${digest}`, signature } }).verified).toBe(true)
  })

  it("refuses a call that was signed for another path, and a digest that fits another body", () => {
    const call = healthieCall(SUBJECT)
    expect(verify({ ...call, url: "https://shop.example/webhooks/other" }).verified).toBe(false)
    const digest = createHash("sha256").update("other").digest("base64")
    expect(verify(call, { headers: { "content-digest": `SHA-256=${digest}` } })).toEqual({
      verified: false,
      reason: "content-digest is not that of the body",
    })
    expect(earlyRefusal(call, { headers: { "content-digest": "MD5=AAAA" } })).toContain("content-digest")
    expect(earlyRefusal(call, { headers: { signature: "sig1=:AAAA:" } })).toContain("signature")
  })

  it("takes equal bodies for different changes: they have neither id nor time", () => {
    expect(profile.equalBodiesAreNews).toBe(true)
    expect(profile.idOf).toBeUndefined()
    expect(profile.kindOf?.(fixture.event)).toBe("appointment.updated")
  })

  it.each(["appointment.created", "appointment.updated", "appointment.patient_added"])(
    "fetches the appointment of %s by GraphQL, its id a variable and no text of the query",
    (eventType) => {
      expect(read({ event_type: eventType, resource_id: '1") { id } #' })).toMatchObject({
        kind: "fetch",
        request: {
          method: "POST",
          path: "/graphql",
          headers: { authorizationsource: "API" },
          body: { query: expect.stringContaining("appointment(id: $id)"), variables: { id: '1") { id } #' } },
        },
      })
    }
  )

  it("reads an appointment that occurred as a completed call, from its planned begin", () => {
    expect(fetched()).toEqual(
      messages("video-call-completed", {
        event: "video_call.completed",
        ...IDS,
        call_duration_minutes: 42,
        completed_at: "2024-07-01T20:12:00.000Z",
      })
    )
  })

  it("takes the times of the Zoom meeting where there was one", () => {
    const zoom = { start_time: "2024-07-01T19:31:00Z", end_time: "2024-07-01T19:50:30Z" }
    expect(fetched({ zoom_appointment: zoom })).toMatchObject({
      messages: [{ body: { call_duration_minutes: 19.5, completed_at: "2024-07-01T19:50:30Z" } }],
    })
  })

  it.each([null, "Confirmed", "Checked-In"])("reads the status %j as scheduled", (status) => {
    expect(fetched({ pm_status: status })).toEqual(
      messages("appointment-scheduled", {
        event: "appointment.scheduled",
        ...IDS,
        scheduled_for: "2024-07-01T12:30:00-07:00",
        booked_at: "2024-06-20T09:00:00-07:00",
      })
    )
  })

  it("reads a cancelled and a deleted appointment as cancelled", () => {
    const body = { event: "appointment.cancelled", ...IDS }
    expect(fetched({ pm_status: "Cancelled" })).toEqual(messages("appointment-cancelled", body))
    expect(read({ event_type: "appointment.deleted" })).toEqual(
      messages("appointment-cancelled", { event: "appointment.cancelled", appointment_id: "67890" })
    )
  })

  it.each([
    ["a no-show", fetched({ pm_status: "No-Show" })],
    ["an appointment in person", fetched({ contact_type: "In Person" })],
    ["an appointment of a group", fetched({ attendees: [{ id: "1" }, { id: "2" }] })],
    ["another appointment than was asked for", fetched({ id: "1" })],
    ["another resource", read({ resource_id_type: "Entry" })],
    ["another event", read({ event_type: "appointment.recording_started" })],
  ])("reads nothing from %s", (_what, reading) => {
    expect(reading).toEqual({ kind: "nothing", because: expect.stringMatching(/\.$/) })
  })

  it("is tried again when GraphQL answers with errors, and reads nothing from an appointment that is gone", () => {
    const reading = read()
    if (reading.kind !== "fetch") throw new Error("no fetch")
    expect(reading.read({ errors: [{ message: "too many requests" }], data: null }).kind).toBe("later")
    expect(reading.read({ errors: [{}], data: { appointment: null } }).kind).toBe("later")
    expect(reading.read("").kind).toBe("later")
    expect(reading.read({ data: { appointment: null } }).kind).toBe("nothing")
  })

  it("reads the helper's call for a patient and a time", () => {
    expect(messageOf(healthieCall(SUBJECT)).body).toMatchObject({
      patient_external_id: SUBJECT.patient,
      completed_at: SUBJECT.at.toISOString(),
    })
  })
})
