import { createHash } from "node:crypto"

/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** The last event about a tracked thing, and the content it published (`null` for a deletion). */
export interface LastPublished {
  event_id: string
  content: Json
}

/** A change of a tracked thing. */
export interface Change {
  kind: "created" | "updated" | "deleted"
  previous: Json | undefined
  /**
   * The idempotency key of this change. Made of the former event and the new content: a change that is seen twice (two
   * workers, a redelivered bus message, the reconciler) has one key, and a thing that returns to an earlier content
   * still gets a new key.
   */
  key: string
}

/**
 * Compares the content of a tracked thing with the content that was published last.
 *
 * @param last `null` when nothing was ever published about the thing.
 * @param current `null` when the thing is gone.
 * @param isNew whether the shop has just created the thing: distinguishes a new row from an old one that was never published.
 * @returns `null` when nothing changed.
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
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(",")}}`
}
