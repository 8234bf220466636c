import type { MiddlewareRoute } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { ESTABLISHMENT_STATUSES } from "../../../../modules/compliance/core/establishment"
import { filterText, listQuery, oneOrMore, retrieveQuery } from "../../../_http/list"
import { validateQuery } from "../../../_http/validate"

const PATH = "/admin/compliance/establishments"

export const AdminGetEstablishmentsQuery = listQuery(
  {
    customer_id: oneOrMore(filterText).optional(),
    region_code: oneOrMore(filterText).optional(),
    status: oneOrMore(z.enum(ESTABLISHMENT_STATUSES)).optional(),
  },
  ["id", "created_at"]
)
export type AdminGetEstablishmentsQueryType = z.output<typeof AdminGetEstablishmentsQuery>

export const establishmentRoutes: MiddlewareRoute[] = [
  { methods: ["GET"], matcher: PATH, middlewares: [validateQuery(AdminGetEstablishmentsQuery)] },
  { methods: ["GET"], matcher: `${PATH}/:id`, middlewares: [validateQuery(retrieveQuery)] },
]
