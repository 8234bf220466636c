import type { MiddlewareRoute } from "@medusajs/framework/http"
import { retrieveQuery } from "../../../_http/list"
import { validateBody, validateQuery } from "../../../_http/validate"
import {
  AdminActOnEstablishment,
  AdminCreateEstablishment,
  AdminGetEstablishmentsQuery,
  AdminGetHistoryQuery,
  AdminUpdateEstablishment,
} from "./validators"

const PATH = "/admin/compliance/establishments"

export const establishmentRoutes: MiddlewareRoute[] = [
  { methods: ["GET"], matcher: PATH, middlewares: [validateQuery(AdminGetEstablishmentsQuery)] },
  { methods: ["POST"], matcher: PATH, middlewares: [validateBody(AdminCreateEstablishment)] },
  { methods: ["GET"], matcher: `${PATH}/:id`, middlewares: [validateQuery(retrieveQuery)] },
  { methods: ["POST"], matcher: `${PATH}/:id`, middlewares: [validateBody(AdminUpdateEstablishment)] },
  { methods: ["GET"], matcher: `${PATH}/:id/history`, middlewares: [validateQuery(AdminGetHistoryQuery)] },
  { methods: ["POST"], matcher: `${PATH}/:id/revoke`, middlewares: [validateBody(AdminActOnEstablishment)] },
  { methods: ["POST"], matcher: `${PATH}/:id/lift`, middlewares: [validateBody(AdminActOnEstablishment)] },
]
