import { defineEventType } from "../../event-type"
import { establishmentData, exampleEstablishmentData } from "./_establishment"

export default defineEventType({
  name: "compliance.establishment_fulfilled",
  description:
    "A customer was verified in a region, or verified anew: by a completed call, or by staff. Comes also when a revocation was lifted.",
  schema: establishmentData,
  example: exampleEstablishmentData,
  subject: (data) => data.establishment.id,
})
