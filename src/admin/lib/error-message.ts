import { ApiError } from "./api-error"

export type FieldErrors = Record<string, string>

/** @returns what to show for anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/**
 * Sorts what the API refused to the fields of a form. What is about none of `fields` is kept under `""`, for the form as a
 * whole. For `spotted` fields, the path within the field is shown as well.
 */
export function fieldErrors(error: unknown, fields: readonly string[], spotted: readonly string[] = []): FieldErrors {
  const issues = error instanceof ApiError ? error.issues : []
  if (issues.length === 0) return { "": messageOf(error) }
  return issues.reduce<FieldErrors>((errors, { path: [first = "", ...within], message }) => {
    const field = String(first)
    const isKnown = fields.includes(field)
    const spot = isKnown ? (spotted.includes(field) ? within : []) : [first, ...within]
    const said = spot.join(".") === "" ? message : `${spot.join(".")}: ${message}`
    const key = isKnown ? field : ""
    return { ...errors, [key]: errors[key] === undefined ? said : `${errors[key]}; ${said}` }
  }, {})
}
