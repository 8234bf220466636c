import { Webhook } from "standardwebhooks"
import { api, type ApiResponse } from "./api"

let messageCount = 0

/** An answer of the incoming door. */
export interface EmrAnswer {
  id: string
  status: string
  duplicate: boolean
  region_code?: string | null
  cause?: string
  message?: string
  establishment?: { status: string; established: boolean; expires_at: string | null } | null
}

/** An EMR that knows its secret. `now` is its clock: the shop's, where a spec has put that forward. */
export function emrAt(shopUrl: string, secret: string, now: () => Date = () => new Date(), slug = "emr") {
  return {
    /** Posts one message, signed. @param messageId the same again for a repeat. */
    send(message: string, fields: Record<string, unknown>, messageId?: string): Promise<ApiResponse<EmrAnswer>> {
      const id = messageId ?? `msg_${process.pid}_${Date.now()}_${++messageCount}`
      const body = JSON.stringify({ event: EVENTS[message], ...fields })
      const at = now()
      return api(shopUrl).postRaw<EmrAnswer>(`/webhooks/${slug}/${message}`, body, {
        "webhook-id": id,
        "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
        "webhook-signature": new Webhook(secret).sign(id, at, body),
      })
    },
  }
}
export type Emr = ReturnType<typeof emrAt>

const EVENTS: Record<string, string> = {
  "video-call-completed": "video_call.completed",
  "appointment-scheduled": "appointment.scheduled",
  "appointment-cancelled": "appointment.cancelled",
  "establishment-revoked": "establishment.revoked",
  "patient-linked": "patient.linked",
}

/** A completed call, over just now by the EMR's clock. */
export function completedCall(
  patient: string,
  appointment: string,
  now = new Date(),
  change: Record<string, unknown> = {}
) {
  return {
    patient_external_id: patient,
    appointment_id: appointment,
    provider_id: "dr_abc",
    call_duration_minutes: 15,
    completed_at: new Date(now.getTime() - 60_000).toISOString(),
    ...change,
  }
}
