import { isRecord, isUnsafeKey, type Problem } from "./problem"

/** Deeper than any body that a person writes. Without a limit, recursing over a body could end in a stack overflow. */
export const MAX_JSON_DEPTH = 64

const LONE_SURROGATE = /\p{Surrogate}/u

/** @returns whether Postgres can store a text: it refuses NUL characters and unpaired surrogates. */
export function isStorable(text: string): boolean {
  return !text.includes("\0") && !LONE_SURROGATE.test(text)
}

/** @returns where a JSON value is nested deeper than {@link MAX_JSON_DEPTH}, or `null`. */
export function depthProblem(value: unknown): Problem | null {
  return problemIn(value, [], () => null)
}

/** @returns where a JSON value holds a text, or a key, that Postgres can't store, or is nested too deeply; `null`: nowhere. */
export function storingProblem(value: unknown): Problem | null {
  return problemIn(value, [], (item) => {
    const texts = typeof item === "string" ? [item] : isRecord(item) ? Object.keys(item) : []
    return texts.every(isStorable) ? null : "must not hold a NUL character or half of a surrogate pair"
  })
}

/**
 * JSON.parse may change a body silently: a number that a double can't hold is rounded, or becomes infinite and then
 * `null`; a key named `__proto__` gets lost.
 *
 * @returns where a value can't be kept as it was sent, or `null` when all of it can.
 */
export function keepingProblem(value: unknown): Problem | null {
  return problemIn(value, [], (item) => {
    if (typeof item === "number") return numberProblem(item)
    if (typeof item === "string" && LONE_SURROGATE.test(item)) return "holds half of a surrogate pair"
    return null
  })
}

function numberProblem(number: number): string | null {
  if (!Number.isFinite(number)) return "is a number too large for JSON's receivers; send it as a text"
  const isExact = !Number.isInteger(number) || Number.isSafeInteger(number)
  return isExact ? null : "is a whole number beyond 2^53 and would be rounded; send it as a text"
}

function problemIn(value: unknown, path: Problem["path"], problemOf: (item: unknown) => string | null): Problem | null {
  if (path.length > MAX_JSON_DEPTH) return { path, message: `is nested deeper than ${MAX_JSON_DEPTH} levels` }
  const message = problemOf(value)
  if (message !== null) return { path, message }
  if (Array.isArray(value)) return firstProblem(value.entries(), path, problemOf)
  if (!isRecord(value)) return null
  const unsafe = Object.keys(value).find(isUnsafeKey)
  if (unsafe !== undefined) return { path: [...path, unsafe], message: "is a key that can't be kept" }
  return firstProblem(Object.entries(value), path, problemOf)
}

function firstProblem(
  entries: Iterable<[string | number, unknown]>,
  path: Problem["path"],
  problemOf: (item: unknown) => string | null
): Problem | null {
  for (const [key, item] of entries) {
    const problem = problemIn(item, [...path, key], problemOf)
    if (problem) return problem
  }
  return null
}
