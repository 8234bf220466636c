import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import type { z } from "@medusajs/framework/zod"
import { issuesText } from "../../modules/webhooks/core/issues-text"

type Middleware = (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction) => void

/**
 * Checks the body. Used instead of Medusa's own validator, whose messages leave the field out for every rule that is
 * not a type: the contract promises that a 400 names the field and the value.
 */
export function validateBody(schema: z.ZodType): Middleware {
  return (req, _res, next) => {
    const body: unknown = req.body ?? {}
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

/** What `validateQuery` found of each request, with the schema that found it. */
const queries = new WeakMap<object, { schema: z.ZodType; query: unknown }>()

/** Checks the query string; `queryOf` gives the result. */
export function validateQuery(schema: z.ZodType): Middleware {
  return (req, _res, next) => {
    const parsed = schema.safeParse(req.query)
    if (!parsed.success) return next(refused(issuesText(parsed.error, req.query)))
    queries.set(req, { schema, query: parsed.data })
    next()
  }
}

/**
 * The query string as the schema made it of the text.
 * @throws MedusaError UNEXPECTED_STATE where no middleware checked it by this schema: what a route reads is never unchecked.
 */
export function queryOf<S extends z.ZodType>(schema: S, req: object): z.output<S> {
  const checked = queries.get(req)
  if (checked?.schema !== schema)
    throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, "this route's query string was not checked")
  return checked.query as z.output<S>
}

function refused(message: string): MedusaError {
  return new MedusaError(MedusaError.Types.INVALID_DATA, message)
}
