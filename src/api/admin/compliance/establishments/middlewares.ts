import type { MiddlewareRoute } from "@medusajs/framework/http"
import { retrieveQuery } from "../../../_http/list"
import { validateQuery } from "../../../_http/validate"
import { AdminGetEstablishmentsQuery } from "./validators"

const PATH = "/admin/compliance/establishments"

export const establishmentRoutes: MiddlewareRoute[] = [
  { methods: ["GET"], matcher: PATH, middlewares: [validateQuery(AdminGetEstablishmentsQuery)] },
  { methods: ["GET"], matcher: `${PATH}/:id`, middlewares: [validateQuery(retrieveQuery)] },
]
