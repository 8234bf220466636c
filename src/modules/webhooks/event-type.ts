import { z } from "@medusajs/framework/zod"
import { DEFAULT_API_VERSION, type FormatId } from "./core/format"
import type { Json } from "./core/state-change"
import type { Transition } from "./core/value-mapping"

/** What is told when a producer says what was before and what is now. */
export interface Derived<Data> {
  data: Data
  previous?: unknown
  /** False when there is nothing to tell: the event is recorded and goes to nobody. */
  changed: boolean
}

export interface EventType<Data = unknown> {
  /** Public name: our promise to receivers. `domain.past_tense`. */
  name: string
  /** A few words, for lists in which a sentence is too long. */
  title?: string
  /** Group in the catalogue, where the name's first word is none. */
  domain?: string
  description: string
  /** What receivers may rely on. Fields may be added, never removed. */
  schema: z.ZodType<Data>
  /** A real-looking event; must satisfy `schema`. */
  example: Data
  /** Body versions that can be asked for; the first is what a receiver gets that asks for none of them. */
  versions: readonly string[]
  /** How a version's body is made of the data; a version that is not here gets the data as it is. Pure: a retry renders again. */
  bodies?: Readonly<Record<string, (data: Data) => unknown>>
  /** The id of what the event is about. */
  subject(data: Data): string | null
  /** The account that the data itself names; `null` where it names none. Who publishes need not repeat it. */
  account?(data: Data): string | null
  /** Makes of what the producer gave what is told; `previous` is `undefined` where the producer knows none. */
  derive?(data: Data, previous: unknown): Derived<Data>
  /** Where the data itself says this event goes, instead of to the subscriptions; `null` when it does not say. */
  callbackUrl?(data: Data): string | null
  /** Never goes back to the party that caused it (the event's `actor`). */
  counterpartOnly?: true
  /** Where in the data the current and the former state are: what value mappings and hidden values are about. */
  transition?: Transition
  /** How an event goes out when no subscription says how: to a callback URL. Ids of a format and a preset, and a version. */
  deliveryDefaults?: { format?: FormatId; preset?: string; api_version?: string }
  source?: ShopSource<Data>
  tracked?: TrackedSource<Data>
}

/** Ties a definition's parts to its schema without writing the type twice. */
export function defineEventType<S extends z.ZodType>(
  definition: Omit<EventType<z.output<S>>, "schema" | "versions"> & { schema: S; versions?: readonly string[] }
): EventType {
  return { versions: ["1.0"], ...definition } as unknown as EventType
}

/** @returns the version a receiver gets: the one it asked for, else the type's first. */
export function versionOf({ versions }: EventType, asked: string | null | undefined): string {
  return versions.find((version) => version === asked) ?? versions[0] ?? DEFAULT_API_VERSION
}

/** @returns an event's data as a body version has it. */
export function bodyOf(type: EventType, version: string, data: unknown): unknown {
  return type.bodies && Object.hasOwn(type.bodies, version) ? type.bodies[version]?.(data) : data
}

/** `order` of `order.placed`, unless the type says otherwise. */
export function domainOf({ name, domain }: Pick<EventType, "name" | "domain">): string {
  return domain ?? name.split(/[._]/)[0] ?? name
}

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
