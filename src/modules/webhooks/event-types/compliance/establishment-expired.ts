import { defineEventType } from "../../event-type"
import { establishmentData, exampleEstablishmentData } from "./_establishment"

export default defineEventType({
  name: "compliance.establishment_expired",
  description: "A customer's verification in a region has ended. Comes once, within minutes of its end.",
  schema: establishmentData,
  example: {
    ...exampleEstablishmentData,
    establishment: {
      ...exampleEstablishmentData.establishment,
      status: "expired" as const,
      established: false,
    },
  },
  subject: (data) => data.establishment.id,
})
