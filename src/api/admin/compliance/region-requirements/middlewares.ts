import type { MiddlewareRoute } from "@medusajs/framework/http"
import { retrieveQuery } from "../../../_http/list"
import { validateBody, validateQuery } from "../../../_http/validate"
import { AdminCreateRequirement, AdminGetRequirementsQuery, AdminUpdateRequirement } from "./validators"

const PATH = "/admin/compliance/region-requirements"

export const requirementRoutes: MiddlewareRoute[] = [
  { methods: ["GET"], matcher: PATH, middlewares: [validateQuery(AdminGetRequirementsQuery)] },
  { methods: ["POST"], matcher: PATH, middlewares: [validateBody(AdminCreateRequirement)] },
  { methods: ["GET"], matcher: `${PATH}/:id`, middlewares: [validateQuery(retrieveQuery)] },
  { methods: ["POST"], matcher: `${PATH}/:id`, middlewares: [validateBody(AdminUpdateRequirement)] },
]
