export type FieldErrors = Record<string, string>

/** @returns what to show for anything that was thrown; the API's own message names the field. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** The value that was refused: at its own input it is there to be seen. */
const GIVEN = / \((got .*|missing)\)$/s

/**
 * Sorts the API's answer to its fields: `url: must be … (got "x"); headers.0.name: …` gives `url` and `headers`.
 * What names none of `fields` is kept under `""`, for the form as a whole. In `spotted` fields the spot is told as well.
 */
export function fieldErrors(message: string, fields: readonly string[], spotted: readonly string[] = []): FieldErrors {
  return message.split("; ").reduce<FieldErrors>((errors, part) => {
    const [, path = "", text = ""] = /^([^\s:]+): (.*)$/s.exec(part) ?? []
    const [field = "", ...within] = path.split(".")
    const known = fields.includes(field)
    const key = known ? field : ""
    const spot = spotted.includes(field) && within.length > 0 ? `${within.join(".")}: ` : ""
    const said = known ? `${spot}${text.replace(GIVEN, "")}` : part
    return { ...errors, [key]: errors[key] === undefined ? said : `${errors[key]}; ${said}` }
  }, {})
}
