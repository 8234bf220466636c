import { z } from "@medusajs/framework/zod"
import { defineEventType } from "../../event-type"
import { accountId, faxDefaults, idValue } from "./_fax"

export default defineEventType({
  ...faxDefaults,
  name: "inbound_direct",
  title: "Inbound Direct Message",
  description: "A Direct message was received.",
  schema: z.looseObject({ accountId, userId: z.union([z.string(), z.number().int()]).optional(), messageId: idValue }),
  example: { accountId: "12", userId: "34", messageId: "20160324131912.1" },
  subject: (data) => String(data.messageId),
})
