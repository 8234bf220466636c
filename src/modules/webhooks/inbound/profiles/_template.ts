/** What is signed, as a text with placeholders: `v0:{timestamp}:{body}`. */
const PLACEHOLDER = /\{[^{}]*\}/g
const KNOWN = ["{timestamp}", "{id}", "{body}"]

/** @returns what is wrong with a template, or `null`. A body that is left out would not be under the signature. */
export function templateProblem(template: string): string | null {
  const placeholders = template.match(PLACEHOLDER) ?? []
  const unknown = placeholders.find((placeholder) => !KNOWN.includes(placeholder))
  if (unknown) return `has only the placeholders ${KNOWN.join(", ")}, not ${unknown}`
  const bodies = placeholders.filter((placeholder) => placeholder === "{body}").length
  return bodies === 1 ? null : "must hold {body} exactly once"
}

/** @returns whether the template puts this value under the signature. */
export function covers(template: string, placeholder: "timestamp" | "id"): boolean {
  return template.includes(`{${placeholder}}`)
}

/** @returns the exact bytes that are signed. Values are put in once: a placeholder inside of an id stays text. */
export function signedBytes(template: string, values: { timestamp: string; id: string }, body: Buffer): Buffer {
  const fill = (text: string) =>
    text.replace(PLACEHOLDER, (placeholder) => (placeholder === "{id}" ? values.id : values.timestamp))
  const at = template.indexOf("{body}")
  const before = fill(template.slice(0, at))
  const after = fill(template.slice(at + "{body}".length))
  return Buffer.concat([Buffer.from(before), body, Buffer.from(after)])
}
