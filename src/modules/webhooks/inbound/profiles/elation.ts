import { z } from "@medusajs/framework/zod"
import { defineProfile, type Reading } from "../../core/profile"
import { ed25519HeadersRefusal, verifyEd25519, type Ed25519Rule } from "./_ed25519"
import { at, idAt, numberAt, textAt } from "./_json"
import {
  appointmentCancelled,
  appointmentScheduled,
  kindText,
  messageId,
  nothing,
  videoCallCompleted,
} from "./_messages"
import { ed25519PublicKeys } from "./_public-keys"
import { words } from "./_settings"
import { instantOf, minutesAfter, utcInstantOf } from "./_time"

const settings = z.strictObject({
  /** `signing_pub_key` of the subscription, one per subscription. */
  public_keys: ed25519PublicKeys,
  completed_statuses: words(10).default(["Checked Out"]),
  scheduled_statuses: words(10).default(["Scheduled", "Confirmed"]),
})

type Settings = z.infer<typeof settings>

const rule = (publicKeys: readonly string[]): Ed25519Rule => ({
  header: "el8-ed25519-signature",
  public_keys: publicKeys,
  encoding: "base64",
  template: "{body}",
  tolerance_seconds: 300,
})

/** Elation Health: the subscription to `appointments`. */
export default defineProfile<Settings>({
  id: "elation",
  title: "Elation Health",
  description: "Elation's event subscriptions: el8-ed25519-signature over the body, by the subscription's public key.",
  settings,
  secret: "none",
  alwaysAnswers: 200,
  refusedBeforeBody: (headers, { public_keys }, now) => ed25519HeadersRefusal(rule(public_keys), headers, now),
  verify: (call, keys, now) => verifyEd25519(rule(keys.settings.public_keys), call, now),
  kindOf: (body) => kindText(`${textAt(body, "resource") ?? "unknown"}.${textAt(body, "action") ?? "unknown"}`),
  // The signature has no time: the event's id is what makes a replay a repeat.
  idOf: (body) => messageId(idAt(body, "event_uuid") ?? idAt(body, "event_id")),
  read,
})

function read(body: unknown, known: Settings): Reading {
  if (at(body, "resource") !== "appointments") return nothing("Only Elation's appointments are read.")
  const appointment = at(body, "data")
  if (idAt(appointment, "id") === undefined) return nothing("Elation sent no appointment, only where it is.")
  if ((textAt(appointment, "time_slot_type") ?? "appointment") !== "appointment") {
    return nothing("The time slot is no appointment.")
  }
  if (textAt(appointment, "mode") !== "VIDEO") return nothing("The appointment is not by video.")

  const ids = {
    patient_external_id: idAt(appointment, "patient"),
    appointment_id: idAt(appointment, "id"),
    provider_id: idAt(appointment, "physician"),
  }
  const status = textAt(appointment, "status", "status") ?? "Scheduled"
  // The only one of Elation's times that has no offset.
  const statusDate = utcInstantOf(textAt(appointment, "status", "status_date"))
  if (at(body, "action") === "deleted") {
    return appointmentCancelled({ ...ids, cancelled_at: instantOf(textAt(appointment, "deleted_date")) })
  }
  if (status === "Cancelled") return appointmentCancelled({ ...ids, cancelled_at: statusDate })
  const scheduledFor = instantOf(textAt(appointment, "scheduled_date"))
  if (known.completed_statuses.includes(status)) {
    const minutes = numberAt(appointment, "duration")
    const completedAt = statusDate ?? minutesAfter(scheduledFor, minutes)
    return videoCallCompleted({ ...ids, call_duration_minutes: minutes, completed_at: completedAt })
  }
  if (known.scheduled_statuses.includes(status)) {
    const bookedAt = textAt(appointment, "last_modified_date") ?? textAt(appointment, "created_date")
    return appointmentScheduled({ ...ids, scheduled_for: scheduledFor, booked_at: instantOf(bookedAt) })
  }
  return nothing("The appointment's status says neither that the call took place nor that it is to come.")
}
