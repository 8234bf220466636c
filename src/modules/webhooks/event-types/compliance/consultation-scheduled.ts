import { z } from "@medusajs/framework/zod"
import { defineEventType } from "../../event-type"
import { regionCode } from "./_establishment"

export default defineEventType({
  name: "compliance.consultation_scheduled",
  description:
    "An appointment that can verify a customer was booked, or moved to another time. It may come late, and after the call: `status` says what is known of the appointment by then.",
  schema: z.looseObject({
    customer_id: z.string(),
    appointment_id: z.string(),
    provider_id: z.string().nullable(),
    scheduled_for: z.iso.datetime(),
    region_code: regionCode.nullable(),
    status: z.enum(["scheduled", "cancelled", "completed"]).optional(),
  }),
  example: {
    customer_id: "cus_01KAMZ5W3B7Y2N8R4D6F9G1H0J",
    appointment_id: "appt_789",
    provider_id: "dr_abc",
    scheduled_for: "2026-01-04T22:15:00.000Z",
    region_code: "US-TX",
    status: "scheduled" as const,
  },
  subject: (data) => data.appointment_id,
})
