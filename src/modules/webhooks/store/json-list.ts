/**
 * A list for a JSON column. Medusa types such columns as objects; ours hold lists, because the generated update deep-merges
 * objects, so that a header that was removed would stay.
 */
export function jsonList(list: readonly unknown[]): Record<string, unknown> {
  return list as unknown as Record<string, unknown>
}

/** The list in a JSON column; an empty one where the column is null. */
export function listIn<T>(column: unknown): T[] {
  return Array.isArray(column) ? (column as T[]) : []
}
