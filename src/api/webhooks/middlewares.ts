import type { MedusaNextFunction, MedusaRequest, MedusaResponse, MiddlewareRoute } from "@medusajs/framework/http"
import { raw } from "express"

const MAX_BODY_BYTES = 262_144

/** Takes the body as bytes, whatever its content type: the signature covers what came over the wire. */
const readRaw = raw({ type: () => true, limit: MAX_BODY_BYTES, inflate: false })

/** Turns the reader's refusals into the API's form. Without this, Medusa would answer 500. */
function rawBody(req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void {
  readRaw(req, res, (error?: unknown) => {
    if (error === undefined) return next()
    const status = (error as { status?: number }).status ?? 400
    const message = status === 413 ? `The body is larger than ${MAX_BODY_BYTES} bytes.` : "The body could not be read."
    res.status(status).json({ type: "invalid_data", message })
  })
}

export const incomingRoutes: MiddlewareRoute[] = [
  { methods: ["POST"], matcher: "/webhooks/emr/video-call-completed", bodyParser: false, middlewares: [rawBody] },
]
