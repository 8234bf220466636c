import { pathProblem } from "./data-path"
import { isRecord, isUnsafeKey, type Problem } from "./problem"

export const MAX_VALUE_MAPPINGS = 20
export const MAX_MAPPED_VALUES = 500
export const MAX_VALUE_CHARACTERS = 200

const KEYS = ["path", "values", "hidden"]

/** @returns what is wrong with a subscription's `value_mappings`, or `null` when they can be stored. */
export function valueMappingsProblem(value: unknown): Problem | null {
  if (value === null || value === undefined) return null
  if (!Array.isArray(value)) return at([], "must be a list of { path, values?, hidden? }")
  if (value.length > MAX_VALUE_MAPPINGS)
    return at([], `has ${value.length} mappings, at most ${MAX_VALUE_MAPPINGS} are allowed`)
  const paths = new Set<unknown>()
  for (const [index, mapping] of value.entries()) {
    const problem = mappingProblem(mapping, index)
    if (problem) return problem
    const { path } = mapping as { path: string }
    if (paths.has(path)) return at([index, "path"], `"${path}" is mapped twice`)
    paths.add(path)
  }
  return null
}

function mappingProblem(mapping: unknown, index: number): Problem | null {
  if (!isRecord(mapping)) return at([index], "must be { path, values?, hidden? }")
  const unknown = Object.keys(mapping).find((key) => !KEYS.includes(key))
  if (unknown !== undefined) return at([index, unknown.slice(0, MAX_VALUE_CHARACTERS)], "is not a known field")
  if (typeof mapping.path !== "string") return at([index, "path"], "must be a text")
  const refusal = pathProblem(mapping.path)
  if (refusal !== null) return at([index, "path"], refusal)
  if (mapping.values === undefined && mapping.hidden === undefined) return at([index], "needs values or hidden")
  return valuesProblem(mapping.values, index) ?? hiddenProblem(mapping.hidden, index)
}

function valuesProblem(values: unknown, index: number): Problem | null {
  if (values === undefined) return null
  if (!isRecord(values)) return at([index, "values"], "must be an object: our value to the receiver's")
  const entries = Object.entries(values)
  if (entries.length > MAX_MAPPED_VALUES) return at([index, "values"], tooMany(entries.length))
  for (const [from, to] of entries) {
    if (isUnsafeKey(from)) return at([index, "values", from], "may not be a mapped value")
    if (from.length > MAX_VALUE_CHARACTERS || !isText(to))
      return at([index, "values", from.slice(0, MAX_VALUE_CHARACTERS)], NOT_TEXT)
  }
  return null
}

function hiddenProblem(hidden: unknown, index: number): Problem | null {
  if (hidden === undefined) return null
  if (!Array.isArray(hidden)) return at([index, "hidden"], "must be a list of texts")
  if (hidden.length > MAX_MAPPED_VALUES) return at([index, "hidden"], tooMany(hidden.length))
  const wrong = hidden.findIndex((value) => !isText(value))
  return wrong < 0 ? null : at([index, "hidden", wrong], NOT_TEXT)
}

const NOT_TEXT = `must be a text of at most ${MAX_VALUE_CHARACTERS} characters`

function isText(value: unknown): boolean {
  return typeof value === "string" && value.length <= MAX_VALUE_CHARACTERS
}

function tooMany(count: number): string {
  return `has ${count} values, at most ${MAX_MAPPED_VALUES} are allowed`
}

function at(path: Problem["path"], message: string): Problem {
  return { path, message }
}
