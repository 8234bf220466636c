import { defineEventType } from "../../event-type"
import { establishmentData, exampleEstablishmentData } from "./_establishment"

export default defineEventType({
  name: "compliance.requirement_created",
  description:
    "A customer has to be verified in a region: a rule asks for it, and an order or an address of theirs is there. Comes again when a verification has ended and the customer orders anew.",
  schema: establishmentData,
  example: {
    ...exampleEstablishmentData,
    establishment: {
      ...exampleEstablishmentData.establishment,
      status: "required" as const,
      established: false,
      established_at: null,
      expires_at: null,
      provider_id: null,
      appointment_id: null,
    },
  },
  subject: (data) => data.establishment.id,
})
