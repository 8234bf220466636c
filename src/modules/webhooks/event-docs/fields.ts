export interface JsonSchema {
  type?: string | string[]
  format?: string
  description?: string
  enum?: unknown[]
  const?: unknown
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  anyOf?: JsonSchema[]
}

/** One row of a Markdown table for each field of an object; the fields of nested objects follow their parent's row. */
export function fieldRows(schema: JsonSchema, path: string): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const full = path + name
    const notes = [field.description, (schema.required ?? []).includes(name) ? undefined : "may be absent"]
    const nested = objectWithin(field)
    return [
      `| \`${full}\` | ${typeName(field)} | ${notes.filter(Boolean).join("; ")} |`,
      ...(nested ? fieldRows(nested.schema, `${full}${nested.list ? "[]" : ""}.`) : []),
    ]
  })
}

function objectWithin(field: JsonSchema): { schema: JsonSchema; list: boolean } | null {
  const candidates = field.anyOf ?? [field]
  for (const candidate of candidates) {
    if (candidate.properties) return { schema: candidate, list: false }
    if (candidate.items?.properties) return { schema: candidate.items, list: true }
  }
  return null
}

function typeName(field: JsonSchema): string {
  if (field.anyOf) return [...new Set(field.anyOf.map(typeName))].join(" or ")
  if (field.enum) return field.enum.map((value) => `\`${String(value)}\``).join(" or ")
  if (field.const !== undefined) return `\`${String(field.const)}\``
  if (field.type === "array") return `list of ${typeName(field.items ?? {})}`
  return field.format === "date-time" ? "instant" : String(field.type ?? "any")
}
