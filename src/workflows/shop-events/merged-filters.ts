/** Filters of `query.graph`. */
export type Filters = Record<string, unknown>

/**
 * Merges filters, so that one query reads many rows: filters that name one id each, under the same key, become one filter with
 * all the ids. Other filters stay as they are.
 * @example mergedFilters([{ id: "a" }, { id: "b" }]) // [{ id: ["a", "b"] }]
 */
export function mergedFilters(filters: readonly Filters[]): Filters[] {
  const idsByPath = new Map<string, Set<string>>()
  const others: Filters[] = []
  for (const filter of filters) {
    const found = idIn(filter)
    if (!found) others.push(filter)
    else idsByPath.set(found.path.join("."), (idsByPath.get(found.path.join(".")) ?? new Set()).add(found.id))
  }
  const merged = [...idsByPath].map(([path, ids]) =>
    path.split(".").reduceRight<unknown>((inner, key) => ({ [key]: inner }), [...ids])
  )
  return [...(merged as Filters[]), ...others]
}

/** @returns the id and its path, of a filter that holds nothing else, such as `{ captures: { id } }`; `null` for another filter. */
function idIn(filter: Filters): { path: string[]; id: string } | null {
  const [entry, second] = Object.entries(filter)
  if (!entry || second) return null
  const [key, value] = entry
  if (key === "id") return typeof value === "string" ? { path: ["id"], id: value } : null
  if (key.startsWith("$") || typeof value !== "object" || value === null || Array.isArray(value)) return null
  const inner = idIn(value as Filters)
  return inner && { path: [key, ...inner.path], id: inner.id }
}
