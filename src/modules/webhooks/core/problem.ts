/** What is wrong with something a caller sent, and where in it: a form can point at the spot. */
export interface Problem {
  path: (string | number)[]
  message: string
  /** A stable word for a program. */
  code?: string
}

/** Keys that name an object's prototype instead of its content. */
const UNSAFE_KEYS = new Set(["__proto__", "constructor", "prototype"])

export function isUnsafeKey(key: string): boolean {
  return UNSAFE_KEYS.has(key)
}

/** @returns whether it is an object and no array, whichever realm made it. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value)
}
