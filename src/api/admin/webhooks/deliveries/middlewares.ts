import type { MiddlewareRoute } from "@medusajs/framework/http"
import { retrieveQuery } from "../../../_http/list"
import { validateBody, validateQuery } from "../../../_http/validate"
import { nothing } from "../../../_http/validators"
import { AdminGetDeliveriesQuery } from "./validators"

const PATH = "/admin/webhooks/deliveries"

export const deliveryRoutes: MiddlewareRoute[] = [
  { methods: ["GET"], matcher: PATH, middlewares: [validateQuery(AdminGetDeliveriesQuery)] },
  { methods: ["GET"], matcher: `${PATH}/:id`, middlewares: [validateQuery(retrieveQuery)] },
  { methods: ["POST"], matcher: `${PATH}/:id/retry`, middlewares: [validateBody(nothing)] },
  { methods: ["POST"], matcher: `${PATH}/:id/cancel`, middlewares: [validateBody(nothing)] },
]
