import { call } from "./http.mjs"

let messageCount = 0

/** An EMR, which signs by the Standard Webhooks scheme. */
export function emrOf(url, secret) {
  async function send(message, fields) {
    const { Webhook } = await import("standardwebhooks")
    const now = new Date()
    const id = `msg_${now.getTime().toString(36)}_${++messageCount}`
    const body = JSON.stringify(fields)
    const headers = {
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
      "webhook-signature": new Webhook(secret).sign(id, now, body),
    }
    return call("POST", `${url}/webhooks/emr/${message}`, { headers, body })
  }

  return {
    /** A customer has booked a video consultation for tomorrow. */
    scheduleAppointment: (customerId, appointmentId) =>
      send("appointment-scheduled", {
        event: "appointment.scheduled",
        patient_external_id: customerId,
        appointment_id: appointmentId,
        scheduled_for: new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString(),
      }),
    /** The consultation is over. */
    completeVideoCall: (customerId, appointmentId) =>
      send("video-call-completed", {
        event: "video_call.completed",
        patient_external_id: customerId,
        appointment_id: appointmentId,
        provider_id: "dr_abc",
        call_duration_minutes: 15,
        completed_at: new Date().toISOString(),
      }),
  }
}
