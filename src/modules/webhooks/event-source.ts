import type { Json } from "./core/state-change"

/** Rows as `query.graph` returns them: read through a schema, never trusted. */
export type Row = Record<string, unknown>

/** One occurrence that a shop row tells of. */
export interface Occurrence<Data> {
  data: Data
  /** Unique per event type; a second telling with the same key is the same event. */
  idempotency_key: string
  occurred_at: Date
}

/** The message of a Medusa event. */
export type MedusaEventData = Record<string, unknown>

/** What is read from the shop when one of `events` is announced, and what it tells. */
export interface ShopSource<Data> {
  /** Medusa event names (core's, or a module's own) that give rise to this event. */
  events: readonly string[]
  /** Entity and fields for `query.graph`. */
  entity: string
  fields: readonly string[]
  /** Filters of the read, from the announcement; `null` when this announcement tells nothing. */
  filters(announced: MedusaEventData, eventName: string): Record<string, unknown> | null
  /** Pure: the occurrences in the rows that were found. */
  occurrences(rows: Row[]): Occurrence<Data>[]
  /** How the reconciler finds what the bus lost: cheap rows first, whole ones only of what is missing. */
  recent: RecentRows
}

export interface RecentRows {
  /** Filters of `entity` for rows in which something happened in the range. */
  filters(range: TimeRange): Record<string, unknown>
  /** What `keys` needs, besides `id`. */
  fields: readonly string[]
  /** Idempotency keys of the occurrences a row should have told of. */
  keys(row: Row): string[]
}

/** `$gte` and `$lt`, as `query.graph` takes them. */
export interface TimeRange {
  $gte: Date
  $lt: Date
}

/**
 * An event about a thing whose every state is told (an address): what is there now is compared with what was told
 * last, so that `previous` is known, repeats are silent, and a deletion can still be told when the row is gone.
 */
export interface TrackedSource<Data> {
  events: readonly string[]
  entity: string
  fields: readonly string[]
  /** Id of the thing, from the announcement. */
  trackedId(announced: MedusaEventData): string | null
  /** Whether this announcement says that the thing has just come to be. */
  isNew(eventName: string): boolean
  /** The thing's content as receivers see it. */
  contentOf(row: Row): { [key: string]: Json }
  /** The event's data; `content` is `null` once the thing is gone, `previous` is what was told before. */
  dataOf(change: "created" | "updated" | "deleted", trackedId: string, content: Json, previous: Json): Data
  /** Content within an event's `data`, to compare with later. */
  contentIn(data: Data): Json
  previousOf(content: Json): { [key: string]: Json }
}
