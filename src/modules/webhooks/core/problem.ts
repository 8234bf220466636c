/** What is wrong with a caller's input, and at which path: a form can point at the field. */
export interface Problem {
  path: (string | number)[]
  message: string
  /** A stable word for a program. */
  code?: string
}

/** Keys that reach an object's prototype instead of its content. */
const UNSAFE_KEYS = new Set(["__proto__", "constructor", "prototype"])

/** @returns whether a key reaches an object's prototype: a path from outside must not contain one. */
export function isUnsafeKey(key: string): boolean {
  return UNSAFE_KEYS.has(key)
}

/** @returns whether a value is an object and not an array, also when another realm (a VM context) made it. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value)
}
