import { medplumAppointment, medplumCall } from "../../../../../../integration-tests/helpers/shop/vendor-calls"
import type { Reading } from "../../../core/profile"
import fixture from "./fixtures/medplum.json"
import { NOW, SUBJECT, itVerifies, messageOf, parsedSettings, profileOf } from "./_calls"

const profile = profileOf("medplum")
const read = (resource: unknown, settings: Record<string, unknown> = {}): Reading =>
  profile.read!(resource, parsedSettings("medplum", settings))
const encounter = (change: Record<string, unknown>, settings?: Record<string, unknown>) =>
  read({ ...fixture.encounter, ...change }, settings)
const appointment = (change: Record<string, unknown>, settings?: Record<string, unknown>) =>
  read({ ...fixture.appointment, ...change }, settings)
const messages = (message: string, body: unknown) => ({ kind: "messages", messages: [{ message, body }] })
const IDS = { patient_external_id: "example", appointment_id: "appt-telehealth", provider_id: "practitioner-1" }

describe("profile medplum", () => {
  itVerifies(medplumCall, { isTimed: false })

  it("knows a repeat by the resource's version", () => {
    expect(profile.idOf?.(fixture.encounter)).toBe(
      "Encounter/7a3f0a52-6d0f-4b1e-9f5e-0b7e6c1d2a10/_history/d2c8b0f4-61f0-4c1c-8a59-5b8a5f3a1c11"
    )
    expect(profile.idOf?.({ ...fixture.encounter, meta: undefined })).toBeNull()
    expect(profile.kindOf?.(fixture.encounter)).toBe("Encounter")
    expect(profile.alwaysAnswers).toBeUndefined()
  })

  it("reads a finished encounter by video as a completed call, its length before its period", () => {
    const body = {
      event: "video_call.completed",
      patient_external_id: "f001",
      appointment_id: "example",
      provider_id: "f001",
      call_duration_minutes: 20,
      completed_at: "2025-03-04T10:22:30Z",
    }
    expect(encounter({})).toEqual(messages("video-call-completed", body))
    expect(encounter({ length: undefined })).toEqual(
      messages("video-call-completed", { ...body, call_duration_minutes: 22.5 })
    )
    expect(encounter({ length: { value: 0.5, code: "h" } })).toEqual(
      messages("video-call-completed", { ...body, call_duration_minutes: 30 })
    )
    expect(encounter({ length: { value: 90, unit: "s" } })).toEqual(
      messages("video-call-completed", { ...body, call_duration_minutes: 1.5 })
    )
    expect(encounter({ length: { value: 1, unit: "constructor" } })).toEqual(
      messages("video-call-completed", { ...body, call_duration_minutes: 22.5 })
    )
    expect(encounter({ appointment: undefined })).toEqual(
      messages("video-call-completed", { ...body, appointment_id: fixture.encounter.id })
    )
  })

  it("reads FHIR R5's encounter, too", () => {
    const { class: _class, period: actualPeriod, ...rest } = fixture.encounter
    const r5 = {
      ...rest,
      status: "completed",
      class: [{ coding: [{ code: "VR" }] }],
      actualPeriod,
      participant: [{ actor: { reference: "Practitioner/f001" } }],
    }
    expect(read(r5)).toEqual(encounter({}))
  })

  it("takes the patient's identifier of a system, and no other, where the settings name one", () => {
    const settings = { patient_identifier_system: "https://shop.example/customers" }
    const subject = (system: string) => ({
      subject: { reference: "Patient/f001", identifier: { system, value: "cus_1" } },
    })
    expect(encounter(subject("https://shop.example/customers"), settings)).toMatchObject({
      messages: [{ body: { patient_external_id: "cus_1" } }],
    })
    const other = encounter(subject("https://other.example"), settings)
    expect(other.kind === "messages" && other.messages[0]?.body).not.toHaveProperty("patient_external_id")
  })

  it("reads a booked appointment as scheduled, a cancelled one as cancelled", () => {
    expect(appointment({})).toEqual(
      messages("appointment-scheduled", {
        event: "appointment.scheduled",
        ...IDS,
        scheduled_for: "2026-06-22T13:00:00Z",
        booked_at: "2026-06-01T08:00:00.000Z",
      })
    )
    expect(appointment({ meta: undefined, created: "2026-05-01T00:00:00Z" })).toMatchObject({
      messages: [{ body: { booked_at: "2026-05-01T00:00:00Z" } }],
    })
    const cancelled = { event: "appointment.cancelled", ...IDS, cancelled_at: "2026-06-01T08:00:00.000Z" }
    expect(appointment({ status: "cancelled" })).toEqual(messages("appointment-cancelled", cancelled))
    expect(appointment({ status: "entered-in-error" })).toEqual(messages("appointment-cancelled", cancelled))
  })

  it("takes a call's end from appointments or from encounters, never from both", () => {
    const byAppointment = { completed_by: "appointment" }
    expect(appointment({ status: "fulfilled" }).kind).toBe("nothing")
    expect(encounter({}, byAppointment).kind).toBe("nothing")
    expect(appointment({ status: "fulfilled" }, byAppointment)).toEqual(
      messages("video-call-completed", {
        ...{ event: "video_call.completed", ...IDS, call_duration_minutes: 30, completed_at: "2026-06-22T13:30:00Z" },
      })
    )
  })

  it.each([
    ["a no-show", appointment({ status: "noshow" })],
    ["a proposed appointment", appointment({ status: "proposed" })],
    ["an encounter under way", encounter({ status: "in-progress" })],
    ["an encounter in person", encounter({ class: { code: "AMB" } })],
    ["an appointment in person", appointment({ serviceType: [] })],
    ["another resource", read({ resourceType: "Patient", id: "1" })],
    ["a deletion, which has an empty body", read({})],
  ])("reads nothing from %s", (_what, reading) => {
    expect(reading).toEqual({ kind: "nothing", because: expect.stringMatching(/\.$/) })
  })

  it("takes the codes of a video call from the settings", () => {
    expect(encounter({ class: { code: "AMB" } }, { video_codes: ["185389009"] }).kind).toBe("messages")
    expect(encounter({}, { video_codes: ["other"] }).kind).toBe("nothing")
  })

  it("reads the helper's calls for a patient and a time", () => {
    const ids = { patient_external_id: SUBJECT.patient, appointment_id: SUBJECT.appointment }
    expect(messageOf(medplumCall(SUBJECT)).body).toMatchObject({ ...ids, completed_at: SUBJECT.at.toISOString() })
    expect(messageOf(medplumAppointment({ ...SUBJECT, at: NOW })).body).toMatchObject({
      ...{ ...ids, scheduled_for: NOW.toISOString() },
    })
  })
})
