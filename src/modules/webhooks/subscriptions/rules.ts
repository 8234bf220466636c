import { z } from "@medusajs/framework/zod"
import { conditionsProblem } from "../core/conditions"
import { matchesType } from "../core/event-pattern"
import { DEFAULT_API_VERSION } from "../core/format"
import { customIssue } from "../core/issue"
import type { Problem } from "../core/problem"
import { valueMappingsProblem, type ValueMapping } from "../core/value-mapping"
import { eventTypes } from "../event-types"

/** Checks a value by a function that names the spot. */
function checkedBy<T>(code: string, problemOf: (value: unknown) => Problem | null) {
  return z.custom<T>().superRefine((value, context) => {
    const problem = value === null ? null : problemOf(value)
    if (problem) context.addIssue(customIssue({ code, ...problem }))
  })
}

/** In the Mongo query language, over `type`, `data`, `previous`, `account_id` and `actor`. */
export const conditionsInput = checkedBy<Record<string, unknown> | null>("condition", conditionsProblem)

/** `[{ path, values, hidden }]`. */
export const valueMappingsInput = checkedBy<ValueMapping[] | null>("value_mapping", valueMappingsProblem)

/** @returns why these events can't be had in this version, or `null`. Under a pattern, types without it come in their own. */
export function versionProblem(events: readonly string[], apiVersion: string): Problem | null {
  for (const pattern of events) {
    const types = [...eventTypes.values()].filter(({ name }) => matchesType([pattern], name))
    if (types.length === 0 || types.some(({ versions }) => versions.includes(apiVersion))) continue
    const known = [...new Set(types.flatMap(({ versions }) => versions))].map((version) => `"${version}"`).join(", ")
    const message = `"${apiVersion}" is no version of ${pattern}, which has ${known}`
    return { path: ["api_version"], code: "unknown_version", message }
  }
  return null
}

/** The version of a subscription that asks for none: what all its events have as their first, if there is one. */
export function defaultVersion(events: readonly string[]): string {
  const firsts = new Set(
    [...eventTypes.values()].filter(({ name }) => matchesType([...events], name)).map(({ versions }) => versions[0])
  )
  const [only] = firsts
  return firsts.size === 1 && only !== undefined ? only : DEFAULT_API_VERSION
}
