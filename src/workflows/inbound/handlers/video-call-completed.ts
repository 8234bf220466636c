import { z } from "@medusajs/framework/zod"
import { externalId } from "../../../modules/webhooks/core/fields"
import { complianceOf } from "../../compliance/compliance-of"
import { addressRegion, customerKey, findPatient, snapshotOf } from "../find-patient"
import { RefusedMessage, defineMessageHandler } from "../message-handler"
import { appointmentFields, applyReport, namedRegion, pastInstant } from "./_appointment"

const DAY_MS = 24 * 60 * 60 * 1_000

/** An EMR reports a completed video call: the customer is established in the region of the consultation. */
export default defineMessageHandler({
  message: "video-call-completed",
  event: "video_call.completed",

  body: (now) =>
    z.looseObject({
      event: z.literal("video_call.completed"),
      ...appointmentFields,
      provider_id: externalId,
      call_duration_minutes: z.number().min(0).max(1_440),
      completed_at: pastInstant(now),
    }),

  topic: ({ appointment_id }) => appointment_id,
  snapshot: ({ patient_external_id }, source, container) => snapshotOf(source, patient_external_id, container),

  async resolve(body, context, container) {
    const completedAt = new Date(body.completed_at)
    const { shortestCallMinutes, oldestCallDays } = complianceOf(container).options
    if (body.call_duration_minutes < shortestCallMinutes) {
      throw uncounted(
        "too_short",
        `call_duration_minutes: a call of ${body.call_duration_minutes} is shorter than ${shortestCallMinutes}`
      )
    }
    // Compared with the arrival: a message that is tried again later has not become older.
    const ageMs = context.received_at.getTime() - completedAt.getTime()
    if (oldestCallDays !== null && ageMs > oldestCallDays * DAY_MS) {
      throw uncounted("too_old", `completed_at: ${body.completed_at} is more than ${oldestCallDays} days ago`)
    }
    const patient = await findPatient(context, body.patient_external_id, container)
    const named = await namedRegion(body, container)
    const address = named === null ? await addressRegion(patient, context, container) : null
    if (address && !address.ok) {
      throw new RefusedMessage({
        cause: "no_region",
        reason: `customer ${patient.customer_id} has no address with a region: ${address.reason}`,
        answer: "the patient has no address with a region, and the call names none",
        waits_for: customerKey(patient.customer_id),
      })
    }
    return {
      appointment_id: body.appointment_id,
      report: {
        kind: "completed" as const,
        customer_id: patient.customer_id,
        region_code: named,
        address_region: address?.ok ? address.region_code : null,
        provider_id: body.provider_id,
        message_id: context.message_id,
        completed_at: completedAt,
        duration_minutes: body.call_duration_minutes,
      },
    }
  },

  apply: applyReport,
})

/** A call that verifies nobody. */
function uncounted(cause: string, reason: string): RefusedMessage {
  return new RefusedMessage({ cause, reason, answer: reason })
}
