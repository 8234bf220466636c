/** A query as the API reads it: several values of one filter repeat its name; what is left out or `null` is not sent. */
export function queryText(query: Record<string, unknown>): string {
  const pairs = Object.entries(query).flatMap(([key, value]) => pairsOf(key, value))
  return new URLSearchParams(pairs).toString()
}

function pairsOf(key: string, value: unknown): [string, string][] {
  if (value === undefined || value === null) return []
  if (Array.isArray(value)) return value.flatMap((one: unknown) => pairsOf(key, one))
  // `created_at[gte]`
  if (typeof value === "object") return Object.entries(value).flatMap(([at, one]) => pairsOf(`${key}[${at}]`, one))
  return [[key, String(value)]]
}
