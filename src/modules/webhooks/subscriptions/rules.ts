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

/** @returns why these events do not have this body version, or `null`. A pattern passes when one of its types has the version; the others are sent in their own. */
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

/**
 * The default body version of a subscription: the first version of all its events if they share it, else `1.0` if
 * one of them has it, else the version that most of them have. Never a version that none of them has.
 */
export function defaultVersion(events: readonly string[]): string {
  const types = [...eventTypes.values()].filter(({ name }) => matchesType([...events], name))
  const firsts = new Set(types.map(({ versions }) => versions[0]))
  const [only] = firsts
  if (firsts.size === 1 && only !== undefined) return only
  const counts = new Map<string, number>()
  for (const version of types.flatMap(({ versions }) => versions)) counts.set(version, (counts.get(version) ?? 0) + 1)
  if (counts.has(DEFAULT_API_VERSION)) return DEFAULT_API_VERSION
  const [most] = [...counts].sort(([, a], [, b]) => b - a)
  return most?.[0] ?? DEFAULT_API_VERSION
}
