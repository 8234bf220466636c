import type { MedusaNextFunction, MedusaRequest, MedusaResponse, MiddlewareRoute } from "@medusajs/framework/http"
import { refusedInput, send } from "./door"

/** Express ends a path that it can't decode in an error, and Medusa answers 500 to that. */
function decodablePath(req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void {
  try {
    decodeURIComponent(req.path)
  } catch {
    return send(res, refusedInput(400, "unreadable", "The path can't be decoded."))
  }
  next()
}

/** No parser of Medusa's reads these bodies: the signature covers what came over the wire, and unsigned bodies are not read at all. */
const doors: MiddlewareRoute[] = ["/webhooks/:source", "/webhooks/:source/:message"].map((matcher) => ({
  methods: ["POST"],
  matcher,
  bodyParser: false,
}))

export const incomingRoutes: MiddlewareRoute[] = [{ matcher: "/webhooks", middlewares: [decodablePath] }, ...doors]
