import { z } from "@medusajs/framework/zod"
import { INBOUND_STATUSES } from "../../../../modules/webhooks/models/webhook-inbound-message"
import { filterText, instantRange, listQuery, oneOrMore } from "../../../_http/list"

export const AdminGetInboundMessagesQuery = listQuery(
  {
    source_id: oneOrMore(filterText).optional(),
    kind: oneOrMore(filterText).optional(),
    status: oneOrMore(z.enum(INBOUND_STATUSES)).optional(),
    created_at: instantRange.optional(),
  },
  ["id", "created_at"]
)
