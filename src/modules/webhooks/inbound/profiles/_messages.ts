import { isStorable } from "../../core/json-problem"
import type { ReadMessage, Reading } from "../../core/profile"

const MAX_ID_LENGTH = 255

/** What a profile knows of an appointment. A field that the vendor did not send is left out: the handler refuses by its name. */
interface Appointment {
  patient_external_id?: string | undefined
  appointment_id?: string | undefined
  provider_id?: string | undefined
  region_code?: string | undefined
}

/** @returns a reading of one message: a video call took place. */
export function videoCallCompleted(
  facts: Appointment & { call_duration_minutes?: number | undefined; completed_at?: string | undefined }
): Reading {
  return message("video-call-completed", {
    event: "video_call.completed",
    ...facts,
    call_duration_minutes: rounded(facts.call_duration_minutes),
  })
}

/** @returns a reading of one message: an appointment was made or moved. */
export function appointmentScheduled(
  facts: Appointment & { scheduled_for?: string | undefined; booked_at?: string | undefined }
): Reading {
  return message("appointment-scheduled", { event: "appointment.scheduled", ...facts })
}

/** @returns a reading of one message: an appointment will not take place. */
export function appointmentCancelled(facts: Appointment & { cancelled_at?: string | undefined }): Reading {
  return message("appointment-cancelled", { event: "appointment.cancelled", ...facts })
}

/** @returns a reading of nothing of ours. `because` is a sentence for staff: no names, no values of the body. */
export function nothing(because: string): Reading {
  return { kind: "nothing", because }
}

/** @returns a reading that is to be tried again: what was fetched does not answer yet. */
export function later(because: string): Reading {
  return { kind: "later", because }
}

/** @returns the vendor's name of a message as a list can show it. */
export function kindText(name: string | undefined): string {
  const kind = (name ?? "").replace(/[^A-Za-z0-9._-]/g, "-").slice(0, 100)
  return kind === "" ? "unknown" : kind
}

/** @returns the vendor's id of a message where it fits into a column and its index; without one the body's hash counts. */
export function messageId(id: string | undefined): string | null {
  return id !== undefined && id.length <= MAX_ID_LENGTH && isStorable(id) ? id : null
}

/** To hundredths. JSON knows neither -0 nor infinity: what is none of its numbers is left out. */
function rounded(minutes: number | undefined): number | undefined {
  return minutes === undefined || !Number.isFinite(minutes) ? undefined : Number(minutes.toFixed(2)) + 0
}

function message(name: ReadMessage["message"], facts: Record<string, unknown>): Reading {
  const body = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined))
  return { kind: "messages", messages: [{ message: name, body }] }
}
