import { defineEventType } from "../../event-type"
import { establishmentData, exampleEstablishmentData } from "./_establishment"

export default defineEventType({
  name: "compliance.establishment_expired",
  description:
    "A customer's verification in a region lapsed. This version has no producer: it comes only by `POST /admin/webhooks/events`.",
  schema: establishmentData,
  example: {
    ...exampleEstablishmentData,
    establishment: {
      ...exampleEstablishmentData.establishment,
      status: "expired" as const,
      established: false,
      expires_at: "2027-01-04T22:30:00.000Z",
    },
  },
  subject: (data) => data.establishment.id,
})
