import { elationCall } from "../../../../../../integration-tests/helpers/shop/vendor-calls"
import fixture from "./fixtures/elation.json"
import { SUBJECT, itVerifies, messageOf, parsedSettings, profileOf, readingOf, verify } from "./_calls"

const IDS = { patient_external_id: "64058687489", appointment_id: "67176890458", provider_id: "131074" }
const profile = profileOf("elation")
const read = (data: Record<string, unknown>, change: Record<string, unknown> = {}) =>
  profile.read?.(
    { ...fixture.event, data: { ...fixture.event.data, ...data }, ...change },
    parsedSettings("elation", elationCall(SUBJECT).settings)
  )
const messages = (message: string, body: unknown) => ({ kind: "messages", messages: [{ message, body }] })
const status = (name: string) => ({ status: { status: name, status_date: "2016-10-13T01:02:37" } })

describe("profile elation", () => {
  itVerifies(elationCall, { isTimed: false })

  it("says 200 whatever becomes of the message, and knows a repeat by the event's uuid", () => {
    expect(profile.alwaysAnswers).toBe(200)
    expect(profile.idOf?.(fixture.event)).toBe("019078c0-4f3a-7abc-9def-0123456789ab")
    expect(profile.idOf?.({ ...fixture.event, event_uuid: undefined })).toBe("1234")
    expect(profile.idOf?.({ event_uuid: "x".repeat(256) })).toBeNull()
    expect(profile.kindOf?.(fixture.event)).toBe("appointments.saved")
  })

  it("has no id that a caller could choose outside of what is signed", () => {
    expect(verify(elationCall(SUBJECT))).toEqual({ verified: true, message_id: null })
  })

  it("reads an appointment that was checked out as a completed call; the status's date is UTC", () => {
    expect(read({})).toEqual(
      messages("video-call-completed", {
        ...{ event: "video_call.completed", ...IDS, call_duration_minutes: 15, completed_at: "2016-10-13T11:32:37Z" },
      })
    )
  })

  it("takes the planned end where the status has no date", () => {
    expect(read({ status: { status: "Checked Out" } })).toMatchObject(
      messages("video-call-completed", expect.objectContaining({ completed_at: "2016-10-13T11:30:00.000Z" }))
    )
  })

  it.each([null, { status: "Scheduled" }, { status: "Confirmed" }])("reads the status %j as scheduled", (given) => {
    expect(read({ status: given })).toEqual(
      messages("appointment-scheduled", {
        ...{ event: "appointment.scheduled", ...IDS },
        ...{ scheduled_for: "2016-10-13T11:15:00Z", booked_at: "2016-10-13T00:59:16Z" },
      })
    )
  })

  it("takes the day it was made where it was never changed", () => {
    expect(read({ status: null, last_modified_date: null })).toMatchObject({
      messages: [{ body: { booked_at: "2016-10-13T00:47:01Z" } }],
    })
  })

  it("reads a cancelled and a deleted appointment as cancelled", () => {
    const cancelled = (at?: string) =>
      messages("appointment-cancelled", { event: "appointment.cancelled", ...IDS, ...(at ? { cancelled_at: at } : {}) })
    expect(read(status("Cancelled"))).toEqual(cancelled("2016-10-13T01:02:37Z"))
    expect(read({ deleted_date: "2016-10-14T01:12:18Z" }, { action: "deleted" })).toEqual(
      cancelled("2016-10-14T01:12:18Z")
    )
    expect(read({}, { action: "deleted" })).toEqual(cancelled())
  })

  it.each([
    ["a no-show", read({ status: { status: "Not Seen", status_detail: "No Show" } })],
    ["an appointment under way", read(status("With Doctor"))],
    ["an appointment in person", read({ mode: "IN_PERSON" })],
    ["a time slot of another type", read({ time_slot_type: "event" })],
    ["another resource", read({}, { resource: "patients" })],
    ["an event without its data", read({}, { data: null, resource_url: "https://elsewhere.example/1" })],
  ])("reads nothing from %s", (_what, reading) => {
    expect(reading).toEqual({ kind: "nothing", because: expect.stringMatching(/\.$/) })
  })

  it("takes the statuses from the settings", () => {
    const call = elationCall(SUBJECT, { status: { status: "Billed" } })
    expect(readingOf(call).kind).toBe("nothing")
    call.settings["completed_statuses"] = ["Billed"]
    expect(messageOf(call).message).toBe("video-call-completed")
  })

  it("leaves out what the vendor left out", () => {
    expect(read({ physician: null, patient: undefined, duration: "15" })).toEqual(
      messages("video-call-completed", {
        ...{ event: "video_call.completed", appointment_id: "67176890458", call_duration_minutes: 15 },
        completed_at: "2016-10-13T11:32:37Z",
      })
    )
  })
})
