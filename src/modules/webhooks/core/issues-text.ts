import type { z } from "@medusajs/framework/zod"
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
  return error.issues
    .flatMap((issue) => {
      if (issue.code === "unrecognized_keys") {
        return issue.keys.map((key) => `${[...prefix, ...issue.path, key].join(".")}: is not a known field`)
      }
      const field = [...prefix, ...issue.path].join(".") || "body"
      return [`${field}: ${issue.message}${shown(input, issue.path)}`]
    })
    .join("; ")
}

function shown(input: unknown, path: readonly PropertyKey[]): string {
  if (path.some((key) => SECRET_FIELDS.has(String(key)))) return ""
  const value = path.reduce<unknown>(
    (at, key) => (at !== null && typeof at === "object" ? (at as Record<PropertyKey, unknown>)[key] : undefined),
    input
  )
  if (value === undefined) return path.length === 0 ? "" : " (missing)"
  // JSON.stringify would end in a stack overflow.
  if (depthProblem(value)) return " (got a value nested too deeply to be shown)"
  const text = maskPasswords(JSON.stringify(value))
  return ` (got ${text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text})`
}
