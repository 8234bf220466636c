import type { MiddlewareRoute } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { createPartnerInput, updatePartnerInput } from "../../../../modules/webhooks/partners/input"
import { filterText, listQuery, retrieveQuery } from "../../../_http/list"
import { validateBody, validateQuery } from "../../../_http/validate"

const PATH = "/admin/webhooks/partners"

export const AdminGetPartnersQuery = listQuery(
  {
    application_id: filterText.optional(),
    account_id: filterText.optional(),
    active: z
      .enum(["true", "false"])
      .transform((text) => text === "true")
      .optional(),
  },
  ["id", "created_at", "name"]
)
export type AdminGetPartnersQueryType = z.output<typeof AdminGetPartnersQuery>

const nothing = z.strictObject({})

export const partnerRoutes: MiddlewareRoute[] = [
  { methods: ["GET"], matcher: PATH, middlewares: [validateQuery(AdminGetPartnersQuery)] },
  { methods: ["POST"], matcher: PATH, middlewares: [validateBody(createPartnerInput)] },
  { methods: ["GET"], matcher: `${PATH}/:id`, middlewares: [validateQuery(retrieveQuery)] },
  { methods: ["POST"], matcher: `${PATH}/:id`, middlewares: [validateBody(updatePartnerInput)] },
  { methods: ["POST"], matcher: `${PATH}/:id/rotate-password`, middlewares: [validateBody(nothing)] },
]
