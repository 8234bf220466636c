import type { MiddlewareRoute } from "@medusajs/framework/http"
import { retrieveQuery } from "../../../_http/list"
import { validateBody, validateQuery } from "../../../_http/validate"
import { nothing } from "../../../_http/validators"
import { AdminGetInboundMessagesQuery, AdminReprocessInboundMessages } from "./validators"

const PATH = "/admin/webhooks/inbound-messages"

export const inboundMessageRoutes: MiddlewareRoute[] = [
  { methods: ["GET"], matcher: PATH, middlewares: [validateQuery(AdminGetInboundMessagesQuery)] },
  { methods: ["GET"], matcher: `${PATH}/:id`, middlewares: [validateQuery(retrieveQuery)] },
  { methods: ["POST"], matcher: `${PATH}/reprocess`, middlewares: [validateBody(AdminReprocessInboundMessages)] },
  { methods: ["POST"], matcher: `${PATH}/:id/reprocess`, middlewares: [validateBody(nothing)] },
]
