import type { Reading } from "../../core/profile"
import { textAt } from "./_json"
import { nothing } from "./_messages"

/** Our own messages, by the `event` in their body: the handler that takes them. */
export const MESSAGE_OF_EVENT: ReadonlyMap<string, string> = new Map([
  ["video_call.completed", "video-call-completed"],
  ["appointment.scheduled", "appointment-scheduled"],
  ["appointment.cancelled", "appointment-cancelled"],
  ["establishment.revoked", "establishment-revoked"],
  ["patient.linked", "patient-linked"],
])

/** Reads a body that is one of our own messages: a caller who writes it needs one URL for all of them. */
export function readOwnMessage(body: unknown): Reading {
  const message = MESSAGE_OF_EVENT.get(textAt(body, "event") ?? "")
  return message === undefined
    ? nothing("The body's event is none of our messages.")
    : { kind: "messages", messages: [{ message, body }] }
}
