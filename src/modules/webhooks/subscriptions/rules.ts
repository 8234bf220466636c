import { z } from "@medusajs/framework/zod"
import { conditionsProblem } from "../core/conditions"
import { matchesType } from "../core/event-pattern"
import { DEFAULT_API_VERSION } from "../core/format"
import type { Problem } from "../core/problem"
import { valueMappingsProblem, type ValueMapping } from "../core/value-mapping"
import { eventTypes } from "../event-types"

/** A schema from a function that returns the problem and its path. */
function checkedBy<T>(problemOf: (value: unknown) => Problem | null) {
  return z.custom<T>().superRefine((value, context) => {
    const problem = value === null ? null : problemOf(value)
    if (problem) context.addIssue({ code: "custom", ...problem })
  })
}

/** Conditions: a MongoDB query over `type`, `data`, `previous`, `account_id` and `actor`. */
export const conditionsInput = checkedBy<Record<string, unknown> | null>(conditionsProblem)

/** Value mappings: `[{ path, values, hidden }]`. */
export const valueMappingsInput = checkedBy<ValueMapping[] | null>(valueMappingsProblem)

/** @returns why these events do not have this body version, or `null`. A pattern passes when one of its types has the version; the others are sent in their own. */
export function versionProblem(events: readonly string[], apiVersion: string): Problem | null {
  for (const pattern of events) {
    const types = [...eventTypes.values()].filter(({ name }) => matchesType([pattern], name))
    if (types.length === 0 || types.some(({ versions }) => versions.includes(apiVersion))) continue
    const known = [...new Set(types.flatMap(({ versions }) => versions))].map((version) => `"${version}"`).join(", ")
    return { path: ["api_version"], message: `"${apiVersion}" is no version of ${pattern}, which has ${known}` }
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
