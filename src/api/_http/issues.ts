import {
  getHttpResponseFromError,
  type MedusaNextFunction,
  type MedusaRequest,
  type MedusaResponse,
} from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Issue } from "../../modules/webhooks/core/issue"
import { inputIssuesOf } from "../../modules/webhooks/invalid-input"

/** What a refused input is answered with. */
export interface RefusalAnswer {
  type: string
  /** For a person: every field and the value that was given. */
  message: string
  /** For a program. */
  issues: readonly Issue[]
}

type Handler<Req, Body> = (req: Req, res: MedusaResponse<Body>, next: MedusaNextFunction) => unknown

const wrapped = new WeakSet<object>()

/**
 * A handler whose refusals answer with `issues`. Medusa's error handler would drop them, and replacing it would replace
 * it for the whole shop. All other errors are left to it.
 */
export function withIssues<Req extends Pick<MedusaRequest, "scope">, Body>(
  handler: Handler<Req, Body>
): Handler<Req, Body> {
  const answering: Handler<Req, Body> = async (req, res, next) => {
    try {
      await handler(req, res, next)
    } catch (error) {
      const issues = inputIssuesOf(error)
      if (!issues) throw error
      const { statusCode, body } = getHttpResponseFromError(error)
      const answer: RefusalAnswer = { type: body.type ?? "invalid_data", message: body.message ?? "", issues }
      req.scope.resolve(ContainerRegistrationKeys.LOGGER).info(answer.message)
      const refusal = res as MedusaResponse<unknown>
      refusal.status(statusCode).json(answer)
    }
  }
  wrapped.add(answering)
  return answering
}

/** Whether `withIssues` made it; a test asks each route. */
export function isWithIssues(handler: object): boolean {
  return wrapped.has(handler)
}
