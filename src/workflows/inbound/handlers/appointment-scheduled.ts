import { z } from "@medusajs/framework/zod"
import { externalId, instant } from "../../../modules/webhooks/core/fields"
import { addressRegion, findPatient, snapshotOf } from "../find-patient"
import { defineMessageHandler } from "../message-handler"
import { appointmentFields, applyReport, namedRegion, pastInstant } from "./_appointment"

/** An EMR reports that an appointment was booked, or moved to another time. */
export default defineMessageHandler({
  message: "appointment-scheduled",
  event: "appointment.scheduled",

  body: (now) =>
    z.looseObject({
      event: z.literal("appointment.scheduled"),
      ...appointmentFields,
      provider_id: externalId.nullish(),
      scheduled_for: instant,
      /** When it was booked or changed: of two bookings of one appointment, the later one counts, whichever comes first. */
      booked_at: pastInstant(now).nullish(),
    }),

  topic: ({ appointment_id }) => appointment_id,
  snapshot: ({ patient_external_id }, source, container) => snapshotOf(source, patient_external_id, container),

  async resolve(body, context, container) {
    const patient = await findPatient(context, body.patient_external_id, container)
    const named = await namedRegion(body, container)
    const address = await addressRegion(patient, context, container)
    return {
      appointment_id: body.appointment_id,
      report: {
        kind: "scheduled" as const,
        customer_id: patient.customer_id,
        region_code: named,
        // Without a region the appointment is kept all the same: the call may name one.
        address_region: address.ok ? address.region_code : null,
        provider_id: body.provider_id ?? null,
        message_id: context.message_id,
        scheduled_for: new Date(body.scheduled_for),
        booked_at: body.booked_at ? new Date(body.booked_at) : null,
      },
    }
  },

  apply: applyReport,
})
