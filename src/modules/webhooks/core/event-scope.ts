import { matchesType } from "./event-pattern"

/**
 * The index of the first pattern that is not within the allowed ones; -1 when all are. A pattern has to be allowed as a
 * whole: `calls.*` also covers types that do not exist yet, so today's types of `calls.` together do not allow it.
 * @example firstOutsideScope(["order.placed", "*"], ["order.*"]) // 1
 */
export function firstOutsideScope(patterns: readonly string[], allowed: readonly string[]): number {
  // A wider pattern covers a narrower one as it covers a type: `*` covers `order.*`, `a.*` covers `a.b.*`.
  return patterns.findIndex((pattern) => !matchesType(allowed, pattern))
}
