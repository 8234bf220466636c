import { z } from "@medusajs/framework/zod"
import { defineEventType } from "../../event-type"
import { accountId, faxDefaults, idValue } from "./_fax"

export default defineEventType({
  ...faxDefaults,
  name: "inbound_fax",
  title: "Inbound Fax",
  description: "A fax was received.",
  schema: z.looseObject({ faxId: idValue, accountId }),
  example: { faxId: 1, accountId: "" },
  subject: (data) => String(data.faxId),
})
