import { call } from "./http.mjs"

/** Tells the shop, as the EMR would, that a customer's video call is over: signed by the Standard Webhooks scheme. */
export async function completeVideoCall(url, secret, customerId) {
  const { Webhook } = await import("standardwebhooks")
  const now = new Date()
  const id = `msg_${now.getTime().toString(36)}`
  const body = JSON.stringify({
    event: "video_call.completed",
    patient_external_id: customerId,
    appointment_id: `appt_${now.getTime().toString(36)}`,
    provider_id: "dr_abc",
    call_duration_minutes: 15,
    completed_at: now.toISOString(),
  })
  const headers = {
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
    "webhook-signature": new Webhook(secret).sign(id, now, body),
  }
  return call("POST", `${url}/webhooks/emr/video-call-completed`, { headers, body })
}
