import { z } from "@medusajs/framework/zod"
import type { Reading } from "../../core/profile"
import { at, listAt, numberAt, textAt } from "./_json"
import { appointmentCancelled, appointmentScheduled, nothing, videoCallCompleted } from "./_messages"
import { words } from "./_settings"
import { minutesBetween } from "./_time"

/** What a shop decides of FHIR, for every vendor that speaks it. */
export const fhirSettings = {
  /** Codes that say "by video", of any coding of the class, the type or the service. */
  video_codes: words(20).default(["VR", "448337001"]),
  /** Which resource says that the call took place. Both would report it twice, under two ids. */
  completed_by: z.enum(["encounter", "appointment"]).default("encounter"),
  /** The patient's identifier of this system is their id; left out: the id of the Patient resource. */
  patient_identifier_system: z.string().min(1).max(255).optional(),
}

export interface FhirSettings {
  video_codes: string[]
  completed_by: "encounter" | "appointment"
  patient_identifier_system?: string | undefined
}

const MINUTES_OF_UNIT: Readonly<Record<string, number>> = { s: 1 / 60, min: 1, h: 60 }
const CODED = ["class", "type", "serviceType", "serviceCategory", "appointmentType"]

/** Reads an Encounter or an Appointment of FHIR R4, or R5 where it differs. */
export function readFhir(resource: unknown, known: FhirSettings): Reading {
  const type = at(resource, "resourceType")
  if (type !== "Encounter" && type !== "Appointment") return nothing("Only encounters and appointments are read.")
  if (!isByVideo(resource, known.video_codes)) return nothing("It is not by video.")
  return type === "Encounter" ? readEncounter(resource, known) : readAppointment(resource, known)
}

/** @returns the id of a reference such as `Patient/123`, whatever comes before it; `undefined` for another type. */
export function referencedId(reference: string | undefined, type: string): string | undefined {
  const [kind, id] = (reference ?? "").split("/_history/")[0]?.split("/").slice(-2) ?? []
  return kind === type && isFhirId(id) ? id : undefined
}

/** FHIR's own rule of ids. Only dots would be another folder in a path. */
function isFhirId(id: string | undefined): id is string {
  return id !== undefined && /^[A-Za-z0-9.-]{1,64}$/.test(id) && !/^[.]+$/.test(id)
}

function readEncounter(encounter: unknown, known: FhirSettings): Reading {
  const status = textAt(encounter, "status") ?? ""
  if (known.completed_by !== "encounter") return nothing("Here appointments say what took place, not encounters.")
  if (!["finished", "completed"].includes(status)) return nothing("The encounter is not finished.")
  const participants = listAt(encounter, "participant")
  const period = at(encounter, at(encounter, "period") === undefined ? "actualPeriod" : "period")
  const [start, end] = [textAt(period, "start"), textAt(period, "end")]
  const lengthUnit = textAt(encounter, "length", "code") ?? textAt(encounter, "length", "unit") ?? ""
  const length = numberAt(encounter, "length", "value")
  const factor = Object.hasOwn(MINUTES_OF_UNIT, lengthUnit) ? MINUTES_OF_UNIT[lengthUnit] : undefined
  const appointment = listAt(encounter, "appointment").map((one) =>
    referencedId(textAt(one, "reference"), "Appointment")
  )
  return videoCallCompleted({
    patient_external_id: patientOf(at(encounter, "subject"), known),
    appointment_id: appointment.find((id) => id !== undefined) ?? textAt(encounter, "id"),
    provider_id: practitionerOf(participants.map((one) => at(one, "individual") ?? at(one, "actor"))),
    call_duration_minutes: length !== undefined && factor !== undefined ? length * factor : minutesBetween(start, end),
    completed_at: end,
  })
}

function readAppointment(appointment: unknown, known: FhirSettings): Reading {
  const actors = listAt(appointment, "participant").map((one) => at(one, "actor"))
  const ids = {
    patient_external_id: actors.map((actor) => patientOf(actor, known)).find((id) => id !== undefined),
    appointment_id: textAt(appointment, "id"),
    provider_id: practitionerOf(actors),
  }
  const [start, end] = [textAt(appointment, "start"), textAt(appointment, "end")]
  const changedAt = textAt(appointment, "meta", "lastUpdated")
  switch (textAt(appointment, "status")) {
    case "booked":
      return appointmentScheduled({
        ...ids,
        scheduled_for: start,
        booked_at: changedAt ?? textAt(appointment, "created"),
      })
    case "cancelled":
    case "entered-in-error":
      return appointmentCancelled({ ...ids, cancelled_at: changedAt })
    case "noshow":
      return nothing("The patient did not come.")
    case "fulfilled": {
      if (known.completed_by !== "appointment") return nothing("Here encounters say what took place, not appointments.")
      const minutes = numberAt(appointment, "minutesDuration") ?? minutesBetween(start, end)
      return videoCallCompleted({ ...ids, call_duration_minutes: minutes, completed_at: end })
    }
    default:
      return nothing("The appointment is neither booked, cancelled nor over.")
  }
}

function isByVideo(resource: unknown, codes: readonly string[]): boolean {
  return CODED.flatMap((field) => asList(at(resource, field)))
    .flatMap((concept) => [concept, ...listAt(concept, "coding"), ...listAt(concept, "concept", "coding")])
    .some((coding) => codes.includes(textAt(coding, "code") ?? ""))
}

function patientOf(reference: unknown, { patient_identifier_system }: FhirSettings): string | undefined {
  if (patient_identifier_system === undefined) return referencedId(textAt(reference, "reference"), "Patient")
  const isOurs = at(reference, "identifier", "system") === patient_identifier_system
  return isOurs ? textAt(reference, "identifier", "value") : undefined
}

function practitionerOf(actors: readonly unknown[]): string | undefined {
  const ids = actors.map((actor) => referencedId(textAt(actor, "reference"), "Practitioner"))
  return ids.find((id) => id !== undefined)
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value]
}
