import { z } from "@medusajs/framework/zod"
import { defineProfile, type Reading } from "../../core/profile"
import { healthieHeadersRefusal, verifyHealthie } from "./_healthie-signature"
import { at, idAt, listAt, numberAt, textAt } from "./_json"
import { appointmentCancelled, appointmentScheduled, kindText, later, nothing, videoCallCompleted } from "./_messages"
import { words } from "./_settings"
import { instantOf, minutesAfter, minutesBetween } from "./_time"

const settings = z.strictObject({
  completed_statuses: words(10).default(["Occurred"]),
  cancelled_statuses: words(10).default(["Cancelled", "Late Cancellation"]),
  no_show_statuses: words(10).default(["No-Show"]),
  video_contact_types: words(10).default(["Healthie Video Call", "Secure Videochat"]),
})

type Settings = z.infer<typeof settings>

const QUERY = `query Appointment($id: ID) {
  appointment(id: $id) {
    id date length actual_duration contact_type pm_status created_at
    provider { id }
    attendees { id }
    zoom_appointment { start_time end_time }
  }
}`

/** Healthie: thin events of appointments, which are fetched by GraphQL. */
export default defineProfile<Settings>({
  id: "healthie",
  title: "Healthie",
  description: "Healthie's appointment events: content-digest, signature-input and signature, by the webhook's secret.",
  settings,
  secret: "any",
  alwaysAnswers: 200,
  // A second change of an appointment may have the same bytes, and a replayed call only fetches what is true now.
  equalBodiesAreNews: true,
  refusedBeforeBody: (headers) => healthieHeadersRefusal(headers),
  verify: (call, { secrets }) => verifyHealthie(call, secrets),
  kindOf: (body) => kindText(textAt(body, "event_type")),
  read,
})

function read(body: unknown, known: Settings): Reading {
  const id = idAt(body, "resource_id")
  const event = textAt(body, "event_type") ?? ""
  if (at(body, "resource_id_type") !== "Appointment" || id === undefined) {
    return nothing("Only Healthie's appointments are read.")
  }
  if (event === "appointment.deleted") return appointmentCancelled({ appointment_id: id })
  if (!["appointment.created", "appointment.updated", "appointment.patient_added"].includes(event)) {
    return nothing("This event changes nothing of when an appointment is, or whether it took place.")
  }
  return {
    kind: "fetch",
    request: {
      method: "POST",
      path: "/graphql",
      headers: { authorizationsource: "API" },
      body: { query: QUERY, variables: { id } },
    },
    read(fetched) {
      // GraphQL answers 200 to a failure, too: taken for "no such appointment" it would be lost.
      const isAnswer = at(fetched, "errors") === undefined && at(fetched, "data", "appointment") !== undefined
      if (!isAnswer) return later("Healthie did not answer the query.")
      return readAppointment(at(fetched, "data", "appointment"), id, known)
    },
  }
}

function readAppointment(appointment: unknown, id: string, known: Settings): Reading {
  if (idAt(appointment, "id") !== id) return nothing("Healthie has no such appointment.")
  const type = textAt(appointment, "contact_type")
  if (!type || !known.video_contact_types.includes(type)) return nothing("The appointment is not by video.")
  const attendees = listAt(appointment, "attendees")
  if (attendees.length > 1) return nothing("It is an appointment of a group.")
  const ids = {
    patient_external_id: idAt(attendees[0], "id"),
    appointment_id: id,
    provider_id: idAt(appointment, "provider", "id"),
  }
  const scheduledFor = instantOf(textAt(appointment, "date"))
  const status = textAt(appointment, "pm_status")
  if (status !== undefined && known.cancelled_statuses.includes(status)) return appointmentCancelled(ids)
  if (status !== undefined && known.no_show_statuses.includes(status)) return nothing("The patient did not come.")
  if (status === undefined || !known.completed_statuses.includes(status)) {
    const bookedAt = instantOf(textAt(appointment, "created_at"))
    return appointmentScheduled({ ...ids, scheduled_for: scheduledFor, booked_at: bookedAt })
  }
  const start = instantOf(textAt(appointment, "zoom_appointment", "start_time"))
  const end = instantOf(textAt(appointment, "zoom_appointment", "end_time"))
  const planned = numberAt(appointment, "actual_duration") ?? numberAt(appointment, "length")
  return videoCallCompleted({
    ...ids,
    call_duration_minutes: minutesBetween(start, end) ?? planned,
    completed_at: end ?? minutesAfter(scheduledFor, planned),
  })
}
