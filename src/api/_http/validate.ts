import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import type { z } from "@medusajs/framework/zod"
import { checkedInput } from "../../modules/webhooks/invalid-input"
import { withIssues } from "./issues"

type Middleware = (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction) => unknown

/**
 * Checks the body. Used instead of Medusa's own validator, whose messages leave the field out for every rule that is
 * not a type: the contract promises that a 400 names the field and the value.
 */
export function validateBody(schema: z.ZodType): Middleware {
  return withIssues((req: MedusaRequest, _res, next) => {
    req.validatedBody = checkedInput(schema, req.body ?? {})
    next()
  })
}

/** A middleware that lets requests to one path pass: for a matcher with a parameter, which can't say so itself. */
export function exceptAt(path: string, middleware: Middleware): Middleware {
  return (req, res, next) => (req.originalUrl.split("?")[0] === path ? next() : middleware(req, res, next))
}

/** What `validateQuery` found of each request, with the schema that found it. */
const queries = new WeakMap<object, { schema: z.ZodType; query: unknown }>()

/** Checks the query string; `queryOf` gives the result. */
export function validateQuery(schema: z.ZodType): Middleware {
  return withIssues((req: MedusaRequest, _res, next) => {
    queries.set(req, { schema, query: checkedInput(schema, req.query) })
    next()
  })
}

/**
 * The query string as the schema made it of the text.
 * @throws MedusaError UNEXPECTED_STATE where no middleware checked it by this schema: what a route reads is never unchecked.
 */
export function queryOf<S extends z.ZodType>(schema: S, req: object): z.output<S> {
  const found = queries.get(req)
  if (found?.schema !== schema)
    throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, "this route's query string was not checked")
  return found.query as z.output<S>
}
