import { z } from "@medusajs/framework/zod"
import { externalId } from "../../../modules/webhooks/core/fields"
import { findPatient } from "../find-patient"
import { defineMessageHandler } from "../message-handler"
import { appointmentFields, applyReport, pastInstant } from "./_appointment"

/** An EMR reports that an appointment will not take place. One that took place stays. */
export default defineMessageHandler({
  message: "appointment-cancelled",
  event: "appointment.cancelled",

  body: (now) =>
    z.looseObject({
      event: z.literal("appointment.cancelled"),
      appointment_id: appointmentFields.appointment_id,
      patient_external_id: externalId.nullish(),
      cancelled_at: pastInstant(now).nullish(),
    }),

  topic: ({ appointment_id }) => appointment_id,

  async resolve({ appointment_id, patient_external_id, cancelled_at }, context, container) {
    const patient = patient_external_id ? await findPatient(context, patient_external_id, container) : null
    return {
      appointment_id,
      report: {
        kind: "cancelled" as const,
        customer_id: patient?.customer_id ?? null,
        ...{ region_code: null, address_region: null, provider_id: null },
        message_id: context.message_id,
        cancelled_at: cancelled_at ? new Date(cancelled_at) : context.received_at,
      },
    }
  },

  apply: applyReport,
})
