import { conditionsSizeProblem } from "./condition-size"
import { pathProblem } from "./data-path"
import { isRecord, type Problem } from "./problem"

/** What conditions can ask about. */
export const CONDITION_FIELDS = ["type", "data", "previous", "account_id", "actor"] as const

const GROUPS = new Set(["$and", "$or", "$nor"])
const COMPARISONS = new Set(["$gt", "$gte", "$lt", "$lte"])
const LISTS = new Set(["$in", "$nin", "$all"])

type Path = Problem["path"]

/**
 * @returns what is wrong with a subscription's `conditions` and where, or `null` when they can be evaluated.
 *   The size is checked first, so that the code after it, and sift, may recurse over the conditions.
 */
export function conditionsProblem(value: unknown): Problem | null {
  if (value === null || value === undefined) return null
  return conditionsSizeProblem(value) ?? queryProblem(value, [], true)
}

/** @param top true for the event's own fields, false for those of an array's element. */
function queryProblem(query: unknown, path: Path, top: boolean): Problem | null {
  if (!isRecord(query)) return { path, message: "must be an object of fields and what they have to be" }
  for (const [key, wanted] of Object.entries(query)) {
    const here = [...path, key]
    const problem = GROUPS.has(key)
      ? groupProblem(wanted, here, top)
      : (fieldProblem(key, here, top) ?? wantedProblem(wanted, here))
    if (problem) return problem
  }
  return null
}

function groupProblem(queries: unknown, path: Path, top: boolean): Problem | null {
  if (!Array.isArray(queries) || queries.length === 0)
    return { path, message: "must be a list of at least one condition" }
  return first(queries, (query, index) => queryProblem(query, [...path, index], top))
}

function fieldProblem(field: string, path: Path, top: boolean): Problem | null {
  if (field.startsWith("$")) return { path, message: `"${field}" is not an operator that can stand here` }
  const message = pathProblem(field)
  if (message !== null) return { path, message }
  const known = !top || CONDITION_FIELDS.some((name) => field === name || field.startsWith(`${name}.`))
  return known ? null : { path, message: `must begin with one of ${CONDITION_FIELDS.join(", ")}` }
}

function wantedProblem(wanted: unknown, path: Path): Problem | null {
  if (isRecord(wanted) && Object.keys(wanted).some((key) => key.startsWith("$"))) return operatorsProblem(wanted, path)
  return plainProblem(wanted, path)
}

function operatorsProblem(operators: unknown, path: Path): Problem | null {
  if (!isRecord(operators) || Object.keys(operators).length === 0)
    return { path, message: "must be an object of operators" }
  return first(Object.entries(operators), ([name, operand]) => operatorProblem(name, operand, [...path, name]))
}

function operatorProblem(name: string, operand: unknown, path: Path): Problem | null {
  if (name === "$eq" || name === "$ne") return plainProblem(operand, path)
  if (COMPARISONS.has(name)) {
    return typeof operand === "string" || typeof operand === "number"
      ? null
      : { path, message: "must be a number or a text" }
  }
  if (LISTS.has(name)) {
    return Array.isArray(operand) && operand.every(isScalar)
      ? null
      : { path, message: "must be a list of texts, numbers, true, false or null" }
  }
  if (name === "$exists") return typeof operand === "boolean" ? null : { path, message: "must be true or false" }
  if (name === "$size")
    return Number.isSafeInteger(operand) && Number(operand) >= 0
      ? null
      : { path, message: "must be a whole number, 0 or more" }
  if (name === "$not") return operatorsProblem(operand, path)
  if (name === "$elemMatch") return elementProblem(operand, path)
  const message = name.startsWith("$")
    ? `"${name}" is not a known operator`
    : "operators and plain keys can't stand side by side"
  return { path, message }
}

/** Of an element: operators on it, or conditions on its fields. */
function elementProblem(operand: unknown, path: Path): Problem | null {
  const ofItself = isRecord(operand) && Object.keys(operand).some((key) => key.startsWith("$") && !GROUPS.has(key))
  return ofItself ? operatorsProblem(operand, path) : queryProblem(operand, path, false)
}

/** A value to be equal to: JSON of every kind, without operators hidden in it. */
function plainProblem(value: unknown, path: Path): Problem | null {
  if (Array.isArray(value)) return first(value, (item, index) => plainProblem(item, [...path, index]))
  if (!isRecord(value)) return null
  return first(Object.entries(value), ([key, item]) =>
    key.startsWith("$")
      ? { path: [...path, key], message: "operators can't stand within a value" }
      : plainProblem(item, [...path, key])
  )
}

function isScalar(value: unknown): boolean {
  return value === null || typeof value !== "object"
}

function first<T>(items: readonly T[], problemOf: (item: T, index: number) => Problem | null): Problem | null {
  for (const [index, item] of items.entries()) {
    const problem = problemOf(item, index)
    if (problem) return problem
  }
  return null
}
