import { matchesType } from "./event-pattern"

/**
 * The first of these patterns that asks for more than is allowed, by its index; -1 when none does. Only a pattern that
 * is allowed as a whole is: `calls.*` is more than every type that begins so today.
 * @example firstBeyond(["order.placed", "*"], ["order.*"]) // 1
 */
export function firstOutsideScope(patterns: readonly string[], allowed: readonly string[]): number {
  // A pattern answers to the wider patterns as a type does: `order.*` to `*`, `a.b.*` to `a.*`.
  return patterns.findIndex((pattern) => !matchesType(allowed, pattern))
}
