import type { MiddlewareRoute } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { INBOUND_STATUSES } from "../../../../modules/webhooks/models/webhook-inbound-message"
import { filterText, instantRange, listQuery, oneOrMore, retrieveQuery } from "../../../_http/list"
import { validateBody, validateQuery } from "../../../_http/validate"

const PATH = "/admin/webhooks/inbound-messages"

export const AdminGetInboundMessagesQuery = listQuery(
  {
    source_id: oneOrMore(filterText).optional(),
    kind: oneOrMore(filterText).optional(),
    status: oneOrMore(z.enum(INBOUND_STATUSES)).optional(),
    created_at: instantRange.optional(),
  },
  ["id", "created_at"]
)
export type AdminGetInboundMessagesQueryType = z.output<typeof AdminGetInboundMessagesQuery>

export const inboundMessageRoutes: MiddlewareRoute[] = [
  { methods: ["GET"], matcher: PATH, middlewares: [validateQuery(AdminGetInboundMessagesQuery)] },
  { methods: ["GET"], matcher: `${PATH}/:id`, middlewares: [validateQuery(retrieveQuery)] },
  { methods: ["POST"], matcher: `${PATH}/:id/reprocess`, middlewares: [validateBody(z.strictObject({}))] },
]
