import type { MiddlewareRoute } from "@medusajs/framework/http"
import { rawBody } from "../_http/raw-body"

const MAX_BODY_BYTES = 262_144

export const incomingRoutes: MiddlewareRoute[] = [
  // As bytes: the signature covers what came over the wire.
  {
    methods: ["POST"],
    matcher: "/webhooks/emr/video-call-completed",
    bodyParser: false,
    middlewares: [rawBody(MAX_BODY_BYTES)],
  },
]
