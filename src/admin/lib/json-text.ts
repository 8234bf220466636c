/** @returns what is wrong with a JSON text, or `null`. An empty one is fine. */
export function jsonProblem(text: string): string | null {
  try {
    valueOf(text)
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** The value a JSON text holds; empty is `null`. @throws SyntaxError; ask `jsonProblem` first. */
export function valueOf(text: string): unknown {
  return text.trim() === "" ? null : (JSON.parse(text) as unknown)
}

/** For editing. */
export function textOf(value: unknown): string {
  return value === null || value === undefined ? "" : JSON.stringify(value, null, 2)
}
