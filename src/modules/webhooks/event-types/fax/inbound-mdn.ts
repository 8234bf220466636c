import { z } from "@medusajs/framework/zod"
import { defineEventType } from "../../event-type"
import { accountId, faxDefaults, idValue } from "./_fax"

export default defineEventType({
  ...faxDefaults,
  name: "inbound_mdn",
  title: "Inbound MDN",
  description: "The delivery status of a Direct message changed.",
  schema: z.looseObject({
    messageId: idValue,
    mdnStatus: z.enum(["received", "processed", "dispatched", "failed", "deleted", "denied"]),
    accountId,
  }),
  example: { messageId: "20160324131912.1", mdnStatus: "dispatched" as const },
  subject: (data) => String(data.messageId),
})
