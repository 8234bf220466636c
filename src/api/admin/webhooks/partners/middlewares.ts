import type { MiddlewareRoute } from "@medusajs/framework/http"
import { retrieveQuery } from "../../../_http/list"
import { validateBody, validateQuery } from "../../../_http/validate"
import { nothing } from "../../../_http/validators"
import { AdminCreatePartner, AdminGetPartnersQuery, AdminUpdatePartner } from "./validators"

const PATH = "/admin/webhooks/partners"

export const partnerRoutes: MiddlewareRoute[] = [
  { methods: ["GET"], matcher: PATH, middlewares: [validateQuery(AdminGetPartnersQuery)] },
  { methods: ["POST"], matcher: PATH, middlewares: [validateBody(AdminCreatePartner)] },
  { methods: ["GET"], matcher: `${PATH}/:id`, middlewares: [validateQuery(retrieveQuery)] },
  { methods: ["POST"], matcher: `${PATH}/:id`, middlewares: [validateBody(AdminUpdatePartner)] },
  { methods: ["POST"], matcher: `${PATH}/:id/rotate-password`, middlewares: [validateBody(nothing)] },
]
