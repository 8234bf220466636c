import type { MiddlewareRoute } from "@medusajs/framework/http"
import { MAX_MESSAGE_BYTES } from "../../modules/webhooks/core/limits"
import { messageHandlers } from "../../workflows/inbound/handlers"
import { rawBody } from "../_http/raw-body"

/** As bytes, for every message that has a handler: the signature covers what came over the wire. */
export const incomingRoutes: MiddlewareRoute[] = [...messageHandlers.keys()].map((name) => ({
  methods: ["POST"],
  matcher: `/webhooks/emr/${name}`,
  bodyParser: false,
  middlewares: [rawBody(MAX_MESSAGE_BYTES)],
}))
