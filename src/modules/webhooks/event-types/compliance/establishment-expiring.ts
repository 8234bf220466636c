import { defineEventType } from "../../event-type"
import { establishmentData, exampleEstablishmentData } from "./_establishment"

export default defineEventType({
  name: "compliance.establishment_expiring",
  description:
    "A customer's verification in a region will end soon: as many days ahead as the region's rule says. Comes once for each end.",
  schema: establishmentData,
  example: exampleEstablishmentData,
  subject: (data) => data.establishment.id,
})
