import { createHash } from "node:crypto"

/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** What was last told of a thing: the event and the content it carried (`null` once it was gone). */
export interface LastPublished {
  event_id: string
  content: Json
}

export interface Change {
  kind: "created" | "updated" | "deleted"
  previous: Json | undefined
  /**
   * Names this step in the thing's history. Built on the former event and the new content: the same step seen twice
   * (two workers, a redelivered bus message, the reconciler) gives one key, and a thing that returns to an earlier
   * content still gets a new one.
   */
  key: string
}

/**
 * Compares what is there now with what receivers were last told.
 *
 * @param last `null` when nothing was ever told.
 * @param current `null` when the thing is gone.
 * @param isNew whether the shop says that it was just created; tells a first sight from an old row.
 * @returns `null` when there is nothing to tell.
 */
export function changeOf(id: string, last: LastPublished | null, current: Json, isNew: boolean): Change | null {
  const known = last !== null && last.content !== null
  if (current === null && !known) return null
  if (known && canonical(last.content) === canonical(current)) return null
  const kind = current === null ? "deleted" : known || (last === null && !isNew) ? "updated" : "created"
  const step = createHash("sha256")
    .update(`${last?.event_id ?? ""}\0${canonical(current)}`)
    .digest("hex")
    .slice(0, 32)
  return { kind, previous: known ? last.content : undefined, key: `${id}:${step}` }
}

/** JSON with sorted keys, so that equal contents give equal texts. */
export function canonical(value: Json): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(",")}}`
}
