import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import type { z } from "@medusajs/framework/zod"
import { depthProblem } from "../../modules/webhooks/core/json-problem"
import { issuesText } from "../../modules/webhooks/core/issues-text"

/** Of the path to a value that is nested too deeply. */
const SHOWN_KEYS = 5

type Middleware = (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction) => void

/**
 * Checks the body. Used instead of Medusa's own validator, whose messages leave the field out for every rule that is
 * not a type: the contract promises that a 400 names the field and the value.
 */
export function validateBody(schema: z.ZodType): Middleware {
  return (req, _res, next) => {
    const body: unknown = req.body ?? {}
    const deep = depthProblem(body)
    if (deep) return next(refused(`${deep.path.slice(0, SHOWN_KEYS).join(".")}…: ${deep.message}`))
    const parsed = schema.safeParse(body)
    if (!parsed.success) return next(refused(issuesText(parsed.error, body)))
    req.validatedBody = parsed.data
    next()
  }
}

/** A middleware that lets requests to one path pass: for a matcher with a parameter, which can't say so itself. */
export function exceptAt(path: string, middleware: Middleware): Middleware {
  return (req, res, next) => (req.originalUrl.split("?")[0] === path ? next() : middleware(req, res, next))
}

/** Checks the query string; `req.validatedQuery` holds the result. */
export function validateQuery(schema: z.ZodType): Middleware {
  return (req, _res, next) => {
    const parsed = schema.safeParse(req.query)
    if (!parsed.success) return next(refused(issuesText(parsed.error, req.query)))
    req.validatedQuery = parsed.data as Record<string, unknown>
    next()
  }
}

function refused(message: string): MedusaError {
  return new MedusaError(MedusaError.Types.INVALID_DATA, message)
}
