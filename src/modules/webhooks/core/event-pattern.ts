/** `order.placed`, `file-request.files.update`, `inbound_fax`: lower-case words, joined by dots. */
const TYPE = /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/

/** @returns whether a subscription may name this pattern: a type, `prefix.*` or `*`. */
export function isEventPattern(pattern: string): boolean {
  return pattern === "*" || TYPE.test(pattern.endsWith(".*") ? pattern.slice(0, -2) : pattern)
}

/**
 * Events about the webhooks themselves. They name other partners, and sending a failing receiver events about failing
 * receivers causes more failures: so `*` does not match them. Subscribe to `webhook.*` or to the type.
 */
const OPERATOR_DOMAIN = "webhook"

/**
 * Every pattern that matches an event type. Matching is then set overlap, which Postgres does with an index.
 * @example patternsOf("a.b.c") // ["a.b.c", "*", "a.*", "a.b.*"]
 */
export function patternsOf(type: string): string[] {
  const words = type.split(".")
  const prefixes = words.slice(0, -1).map((_, index) => `${words.slice(0, index + 1).join(".")}.*`)
  return [type, ...(words[0] === OPERATOR_DOMAIN ? [] : ["*"]), ...prefixes]
}

/** @returns whether an event of this type goes to a subscription with these patterns. */
export function matchesType(patterns: readonly string[], type: string): boolean {
  const answering = patternsOf(type)
  return patterns.some((pattern) => answering.includes(pattern))
}
