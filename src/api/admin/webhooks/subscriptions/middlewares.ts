import type { MiddlewareRoute } from "@medusajs/framework/http"
import { retrieveQuery } from "../../../_http/list"
import { exceptAt, validateBody, validateQuery } from "../../../_http/validate"
import { RotateSecret } from "../../../_http/validators"
import {
  AdminCreateSubscription,
  AdminGetStatsQuery,
  AdminGetSubscriptionsQuery,
  AdminPreviewSubscription,
  AdminReplay,
  AdminTestSubscription,
  AdminUpdateSubscription,
} from "./validators"

const PATH = "/admin/webhooks/subscriptions"

export const subscriptionRoutes: MiddlewareRoute[] = [
  { methods: ["GET"], matcher: PATH, middlewares: [validateQuery(AdminGetSubscriptionsQuery)] },
  { methods: ["POST"], matcher: PATH, middlewares: [validateBody(AdminCreateSubscription)] },
  { methods: ["POST"], matcher: `${PATH}/preview`, middlewares: [validateBody(AdminPreviewSubscription)] },
  { methods: ["GET"], matcher: `${PATH}/:id`, middlewares: [validateQuery(retrieveQuery)] },
  // `:id` takes `preview` for an id, too.
  {
    methods: ["POST"],
    matcher: `${PATH}/:id`,
    middlewares: [exceptAt(`${PATH}/preview`, validateBody(AdminUpdateSubscription))],
  },
  { methods: ["POST"], matcher: `${PATH}/:id/rotate-secret`, middlewares: [validateBody(RotateSecret)] },
  { methods: ["GET"], matcher: `${PATH}/:id/stats`, middlewares: [validateQuery(AdminGetStatsQuery)] },
  { methods: ["POST"], matcher: `${PATH}/:id/replay`, middlewares: [validateBody(AdminReplay)] },
  { methods: ["POST"], matcher: `${PATH}/:id/test`, middlewares: [validateBody(AdminTestSubscription)] },
]
