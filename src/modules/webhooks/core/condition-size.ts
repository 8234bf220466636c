import { isUnsafeKey, type Problem } from "./problem"

export const MAX_CONDITION_DEPTH = 8
export const MAX_CONDITION_NODES = 100
export const MAX_CONDITION_TEXT_CHARACTERS = 500

type Path = Problem["path"]

/** @returns where conditions are too deep, too many, too long, not JSON, or name a prototype; `null` when they are fine. */
export function conditionsSizeProblem(value: unknown): Problem | null {
  return sizeProblem(value, [], 1, { nodes: 0 })
}

function sizeProblem(value: unknown, path: Path, depth: number, seen: { nodes: number }): Problem | null {
  seen.nodes += 1
  if (seen.nodes > MAX_CONDITION_NODES)
    return { path, message: `more than ${MAX_CONDITION_NODES} values and keys in all` }
  if (value === null || typeof value === "boolean") return null
  if (typeof value === "number") return Number.isFinite(value) ? null : { path, message: "must be a finite number" }
  if (typeof value === "string") return textProblem(value, path)
  if (typeof value !== "object") return { path, message: "must be JSON" }
  if (depth > MAX_CONDITION_DEPTH) return { path, message: `nested deeper than ${MAX_CONDITION_DEPTH} levels` }
  const entries: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  for (const [key, item] of entries) {
    const problem =
      (typeof key === "string" ? keyProblem(key, path) : null) ?? sizeProblem(item, [...path, key], depth + 1, seen)
    if (problem) return problem
  }
  return null
}

function textProblem(text: string, path: Path): Problem | null {
  return text.length <= MAX_CONDITION_TEXT_CHARACTERS
    ? null
    : { path, message: `a text is longer than ${MAX_CONDITION_TEXT_CHARACTERS} characters` }
}

function keyProblem(key: string, path: Path): Problem | null {
  const unsafe = key.split(".").find(isUnsafeKey)
  return unsafe === undefined
    ? textProblem(key, path)
    : { path: [...path, key], message: `"${unsafe}" may not be part of a path` }
}
