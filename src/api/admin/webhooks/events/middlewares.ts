import type { MiddlewareRoute } from "@medusajs/framework/http"
import { retrieveQuery } from "../../../_http/list"
import { validateBody, validateQuery } from "../../../_http/validate"
import { AdminGetEventsQuery, AdminPublishEvent } from "./validators"

const PATH = "/admin/webhooks/events"

export const eventRoutes: MiddlewareRoute[] = [
  { methods: ["GET"], matcher: PATH, middlewares: [validateQuery(AdminGetEventsQuery)] },
  {
    methods: ["POST"],
    matcher: PATH,
    // Above the largest event, so that what is too large is refused with our message, not the parser's.
    bodyParser: { sizeLimit: "1mb" },
    middlewares: [validateBody(AdminPublishEvent)],
  },
  { methods: ["GET"], matcher: `${PATH}/:id`, middlewares: [validateQuery(retrieveQuery)] },
]
