import type { MiddlewareRoute } from "@medusajs/framework/http"
import { retrieveQuery } from "../../../_http/list"
import { validateQuery } from "../../../_http/validate"
import { AdminGetConsultationsQuery } from "./validators"

const PATH = "/admin/compliance/consultations"

export const consultationRoutes: MiddlewareRoute[] = [
  { methods: ["GET"], matcher: PATH, middlewares: [validateQuery(AdminGetConsultationsQuery)] },
  { methods: ["GET"], matcher: `${PATH}/:id`, middlewares: [validateQuery(retrieveQuery)] },
]
