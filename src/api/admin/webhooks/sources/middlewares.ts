import type { MiddlewareRoute } from "@medusajs/framework/http"
import { retrieveQuery } from "../../../_http/list"
import { validateBody, validateQuery } from "../../../_http/validate"
import { AdminCreateSource, AdminGetSourcesQuery, AdminRotateSourceSecret, AdminUpdateSource } from "./validators"

const PATH = "/admin/webhooks/sources"

export const sourceRoutes: MiddlewareRoute[] = [
  { methods: ["GET"], matcher: PATH, middlewares: [validateQuery(AdminGetSourcesQuery)] },
  { methods: ["POST"], matcher: PATH, middlewares: [validateBody(AdminCreateSource)] },
  { methods: ["GET"], matcher: `${PATH}/:id`, middlewares: [validateQuery(retrieveQuery)] },
  { methods: ["POST"], matcher: `${PATH}/:id`, middlewares: [validateBody(AdminUpdateSource)] },
  { methods: ["POST"], matcher: `${PATH}/:id/rotate-secret`, middlewares: [validateBody(AdminRotateSourceSecret)] },
]
