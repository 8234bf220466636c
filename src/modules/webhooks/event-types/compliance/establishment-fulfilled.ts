import { defineEventType } from "../../event-type"
import { establishmentData, exampleEstablishmentData } from "./_establishment"

export default defineEventType({
  name: "compliance.establishment_fulfilled",
  description: "A customer was verified in a region.",
  schema: establishmentData,
  example: exampleEstablishmentData,
  subject: (data) => data.establishment.id,
})
