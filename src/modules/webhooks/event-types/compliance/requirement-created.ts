import { defineEventType } from "../../event-type"
import { establishmentData, exampleEstablishmentData } from "./_establishment"

export default defineEventType({
  name: "compliance.requirement_created",
  description:
    "A customer has to be verified in a region before the shop may go on. This version has no producer: it comes only by `POST /admin/webhooks/events`.",
  schema: establishmentData,
  example: {
    ...exampleEstablishmentData,
    establishment: {
      ...exampleEstablishmentData.establishment,
      status: "required" as const,
      established: false,
      established_at: null,
      provider_id: null,
      appointment_id: null,
    },
  },
  subject: (data) => data.establishment.id,
})
