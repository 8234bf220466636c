import { useQueryParams } from "@medusajs/dashboard/hooks"

/**
 * The dashboard's DataTable keeps its state in the address; this reads it back as the API's query.
 * @param filters ids of the table's filters, which are also the API's parameters.
 */
export function useListQuery(pageSize: number, filters: string[] = [], prefix?: string): Record<string, unknown> {
  const { q, offset, order, ...rest } = useQueryParams(["q", "offset", "order", ...filters], prefix)
  const chosen = Object.entries(rest).flatMap(([id, raw]) => (raw === undefined ? [] : [[id, parsed(raw)]]))
  return {
    limit: pageSize,
    offset: offset ? Number(offset) : 0,
    ...(q ? { q } : {}),
    ...(order ? { order } : {}),
    ...Object.fromEntries(chosen),
  }
}

/** The table writes JSON; a hand-written address may hold a plain word. */
function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw) as unknown
  } catch {
    return raw
  }
}
