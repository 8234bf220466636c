import type { MiddlewareRoute } from "@medusajs/framework/http"
import { validateQuery } from "../../../_http/validate"
import { AdminGetEvidenceQuery } from "./validators"

export const evidenceRoutes: MiddlewareRoute[] = [
  { methods: ["GET"], matcher: "/admin/compliance/evidence", middlewares: [validateQuery(AdminGetEvidenceQuery)] },
]
