import type { MiddlewareRoute } from "@medusajs/framework/http"
import { validateQuery } from "../../../_http/validate"
import { AdminGetRetryPoliciesQuery } from "./validators"

export const retryPolicyRoutes: MiddlewareRoute[] = [
  {
    methods: ["GET"],
    matcher: "/admin/webhooks/retry-policies",
    middlewares: [validateQuery(AdminGetRetryPoliciesQuery)],
  },
]
