import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import type { z } from "@medusajs/framework/zod"
import { depthProblem } from "../../modules/webhooks/core/json-problem"
import { InvalidInput } from "../../modules/webhooks/invalid-input"
import { withIssues } from "./issues"

/** Of the path to a value that is nested too deeply. */
const SHOWN_KEYS = 5

type Middleware = (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction) => unknown

/**
 * Checks the body. Used instead of Medusa's own validator, whose messages leave the field out for every rule that is
 * not a type: the contract promises that a 400 names the field and the value.
 */
export function validateBody(schema: z.ZodType): Middleware {
  return withIssues((req: MedusaRequest, _res, next) => {
    const body: unknown = req.body ?? {}
    const deep = depthProblem(body)
    if (deep) throw InvalidInput.ofField({ ...deep, path: deep.path.slice(0, SHOWN_KEYS), code: "too_deep" })
    req.validatedBody = checked(schema, body)
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
    queries.set(req, { schema, query: checked(schema, req.query) })
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

function checked<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input)
  if (!parsed.success) throw InvalidInput.ofSchema(parsed.error, input)
  return parsed.data
}
