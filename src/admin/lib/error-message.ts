export type FieldErrors = Record<string, string>

/** @returns what to show for anything that was thrown; the API's own message names the field. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** The value that was refused: at its own input it is there to be seen. */
const GIVEN = / \((got .*|missing)\)$/s

/**
 * Sorts the API's answer to its fields: `url: must be … (got "x"); headers.0.name: …` gives `url` and `headers`.
 * What names none of `fields` is kept under `""`, for the form as a whole.
 */
export function fieldErrors(message: string, fields: readonly string[]): FieldErrors {
  return message.split("; ").reduce<FieldErrors>((errors, part) => {
    const [, path = "", text = ""] = /^([\w.]+): (.*)$/s.exec(part) ?? []
    const field = path.split(".")[0] ?? ""
    const known = fields.includes(field)
    const key = known ? field : ""
    const said = known ? text.replace(GIVEN, "") : part
    return { ...errors, [key]: errors[key] === undefined ? said : `${errors[key]}; ${said}` }
  }, {})
}
