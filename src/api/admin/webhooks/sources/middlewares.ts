import type { MiddlewareRoute } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { SECRET_PURPOSES } from "../../../../modules/webhooks/core/secret-owner"
import { createSourceInput, updateSourceInput } from "../../../../modules/webhooks/inbound/source-input"
import { filterText, listQuery, retrieveQuery } from "../../../_http/list"
import { validateBody, validateQuery } from "../../../_http/validate"
import { AdminRotateSecret } from "../subscriptions/validators"

const PATH = "/admin/webhooks/sources"

export const AdminGetSourcesQuery = listQuery({ slug: filterText.optional() }, ["id", "created_at", "name"])
export type AdminGetSourcesQueryType = z.output<typeof AdminGetSourcesQuery>

/** The source `callbacks` calls nobody: its secret is for callbacks, whatever is asked for. */
export const AdminRotateSourceSecret = AdminRotateSecret.extend({ purpose: z.enum(SECRET_PURPOSES).default("inbound") })
export type AdminRotateSourceSecretType = z.output<typeof AdminRotateSourceSecret>

export const sourceRoutes: MiddlewareRoute[] = [
  { methods: ["GET"], matcher: PATH, middlewares: [validateQuery(AdminGetSourcesQuery)] },
  { methods: ["POST"], matcher: PATH, middlewares: [validateBody(createSourceInput)] },
  { methods: ["GET"], matcher: `${PATH}/:id`, middlewares: [validateQuery(retrieveQuery)] },
  { methods: ["POST"], matcher: `${PATH}/:id`, middlewares: [validateBody(updateSourceInput)] },
  { methods: ["POST"], matcher: `${PATH}/:id/rotate-secret`, middlewares: [validateBody(AdminRotateSourceSecret)] },
]
