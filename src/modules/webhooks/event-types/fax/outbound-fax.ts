import { z } from "@medusajs/framework/zod"
import { defineEventType } from "../../event-type"
import { accountId, faxDefaults, idValue } from "./_fax"

export default defineEventType({
  ...faxDefaults,
  name: "outbound_fax",
  title: "Outbound Fax",
  description: "A fax was sent, or could not be sent: see status.",
  schema: z.looseObject({ faxId: idValue, accountId, status: z.enum(["busy", "failure", "received", "success"]) }),
  example: { faxId: 1, accountId: "", status: "success" as const },
  subject: (data) => String(data.faxId),
})
