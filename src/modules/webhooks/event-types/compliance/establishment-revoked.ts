import { defineEventType } from "../../event-type"
import { establishmentData, exampleEstablishmentData } from "./_establishment"

export default defineEventType({
  name: "compliance.establishment_revoked",
  description: "A customer's verification in a region was taken away: by staff, or by the EMR.",
  schema: establishmentData,
  example: {
    ...exampleEstablishmentData,
    establishment: {
      ...exampleEstablishmentData.establishment,
      status: "revoked" as const,
      established: false,
      revoked_at: "2026-03-01T08:00:00.000Z",
    },
  },
  subject: (data) => data.establishment.id,
})
