import type { MiddlewareRoute } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { createSourceInput, updateSourceInput } from "../../../../modules/webhooks/source-input"
import { listQuery, retrieveQuery } from "../../../_http/list"
import { validateBody, validateQuery } from "../../../_http/validate"
import { AdminRotateSecret } from "../subscriptions/validators"

const PATH = "/admin/webhooks/sources"

export const AdminGetSourcesQuery = listQuery({ slug: z.string().optional() }, ["id", "created_at", "name"])
export type AdminGetSourcesQueryType = z.output<typeof AdminGetSourcesQuery>

export const sourceRoutes: MiddlewareRoute[] = [
  { methods: ["GET"], matcher: PATH, middlewares: [validateQuery(AdminGetSourcesQuery)] },
  { methods: ["POST"], matcher: PATH, middlewares: [validateBody(createSourceInput)] },
  { methods: ["GET"], matcher: `${PATH}/:id`, middlewares: [validateQuery(retrieveQuery)] },
  { methods: ["POST"], matcher: `${PATH}/:id`, middlewares: [validateBody(updateSourceInput)] },
  { methods: ["POST"], matcher: `${PATH}/:id/rotate-secret`, middlewares: [validateBody(AdminRotateSecret)] },
]
