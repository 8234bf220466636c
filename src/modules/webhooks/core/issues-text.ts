import type { z } from "@medusajs/framework/zod"
import { issueText, issuesOf, type Issue } from "./issue"
import { depthProblem } from "./json-problem"
import { maskPasswords } from "./url-password"

const SHOWN_CHARACTERS = 80
/** Fields whose value is never repeated in an answer or a log, even when it is wrong. */
const SECRET_FIELDS = new Set(["secret", "value"])

/**
 * A validation error as text: one part per issue, naming the field and the value that was given: `url: must be … (got "ftp://x")`.
 * @param prefix put before each field's path, for input that is nested in another field.
 */
export function issuesText(error: z.ZodError, input: unknown, prefix: readonly string[] = []): string {
  return issuesOf(error, prefix)
    .map((issue) => issueText(issue) + shownIn(input, issue, prefix.length))
    .join("; ")
}

function shownIn(input: unknown, { path, code }: Issue, prefixLength: number): string {
  const within = path.slice(prefixLength)
  // The name of an unknown field says it all; its value may be anything.
  if (code === "unrecognized_keys" || within.some((key) => SECRET_FIELDS.has(String(key)))) return ""
  const value = within.reduce<unknown>(
    (at, key) => (at !== null && typeof at === "object" ? (at as Record<PropertyKey, unknown>)[key] : undefined),
    input
  )
  if (value === undefined) return within.length === 0 ? "" : " (missing)"
  return shown(value)
}

/** A value that was given, for the end of a message: cut, and its passwords masked. */
export function shown(value: unknown): string {
  // Stringifying it would end in a stack overflow.
  if (depthProblem(value)) return " (got a value nested too deeply to be shown)"
  const text = maskPasswords(JSON.stringify(value))
  return ` (got ${text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text})`
}
