import { z } from "@medusajs/framework/zod"
import { DEFAULT_API_VERSION, type FormatId } from "./core/format"
import type { Json } from "./core/state-change"
import type { Transition } from "./core/value-mapping"

/** The event that `derive` makes of a producer's former and new state. */
export interface Derived<Data> {
  data: Data
  previous?: unknown
  /** False when nothing changed: the event is recorded, and no delivery is made. */
  changed: boolean
}

/** One public event type. One file in `event-types/<domain>/` adds one; make it with {@link defineEventType}. */
export interface EventType<Data = unknown> {
  /** Public name, `domain.past_tense`. Receivers depend on it: never rename. */
  name: string
  /** A short name for lists. */
  title?: string
  /** Group in the catalogue, when it is not the name's first word. */
  domain?: string
  description: string
  /** What receivers may rely on. Fields may be added, never removed. */
  schema: z.ZodType<Data>
  /** Realistic sample data; must satisfy `schema`. Test deliveries and the docs show it. */
  example: Data
  /** Body versions that a subscription can ask for; the first is the default. */
  versions: readonly string[]
  /** Makes a version's body of the data; a version without an entry gets the data unchanged. Has to be pure: replays and callbacks compute it anew. */
  bodies?: Readonly<Record<string, (data: Data) => unknown>>
  /** The id of the thing that the event is about (an order's id); events can be searched by it. */
  subject(data: Data): string | null
  /** The account that the data names, so that a publisher need not repeat it; `null` where it names none. */
  account?(data: Data): string | null
  /** Computes the published data from the producer's input; `previous` is `undefined` where the producer gave no former state. */
  derive?(data: Data, previous: unknown): Derived<Data>
  /** The callback URL that the data names: the event goes there instead of to subscriptions; `null` when it names none. */
  callbackUrl?(data: Data): string | null
  /** Events of this type are never sent back to the party that caused them (the event's `actor`). */
  counterpartOnly?: true
  /** Where in the data the new and the former state are, for value mappings and hidden values. */
  transition?: Transition
  /** Format, preset and version of deliveries to a callback URL, for which no subscription says them. */
  deliveryDefaults?: { format?: FormatId; preset?: string; api_version?: string }
  /** The origin in the shop: which of Medusa's events cause this one. Without it, the type is published by calls only. */
  source?: ShopSource<Data>
  /** The origin in the shop of a tracked state; instead of `source`. */
  tracked?: TrackedSource<Data>
}

/**
 * Defines an event type: the default export of a file in `event-types/<domain>/`. The type of `Data` comes from `schema`,
 * so the compiler checks `example`, `subject` and the other parts against it.
 *
 * @example
 * import { z } from "@medusajs/framework/zod"
 * import { defineEventType } from "../../event-type"
 *
 * export default defineEventType({
 *   name: "gift_card.redeemed",
 *   description: "A customer paid with a gift card.",
 *   schema: z.looseObject({ gift_card_id: z.string(), amount: z.number() }),
 *   example: { gift_card_id: "gcard_1", amount: 25 },
 *   subject: (data) => data.gift_card_id,
 * })
 */
export function defineEventType<S extends z.ZodType>(
  definition: Omit<EventType<z.output<S>>, "schema" | "versions"> & { schema: S; versions?: readonly string[] }
): EventType {
  return { versions: ["1.0"], ...definition } as unknown as EventType
}

/** @returns the body version that a subscription gets of a type: the one it asks for if the type has it, else the type's first. */
export function versionOf({ versions }: EventType, asked: string | null | undefined): string {
  return versions.find((version) => version === asked) ?? versions[0] ?? DEFAULT_API_VERSION
}

/** @returns an event's data as a body version has it. */
export function bodyOf(type: EventType, version: string, data: unknown): unknown {
  return type.bodies && Object.hasOwn(type.bodies, version) ? type.bodies[version]?.(data) : data
}

/** @returns the catalogue group of a type: `order` for `order.placed`, unless the type sets `domain`. */
export function domainOf({ name, domain }: Pick<EventType, "name" | "domain">): string {
  return domain ?? name.split(/[._]/)[0] ?? name
}

/** Rows as `query.graph` returns them: read through a schema, never trusted. */
export type Row = Record<string, unknown>

/** One event that a row of the shop gives rise to. */
export interface Occurrence<Data> {
  data: Data
  /** Unique per event type: an occurrence that is published again with the same key adds nothing. */
  idempotency_key: string
  occurred_at: Date
}

/** The message of a Medusa event. */
export type MedusaEventData = Record<string, unknown>

/** The origin of an event type: which of Medusa's events cause it, which rows are read then, and how rows become events. */
export interface ShopSource<Data> {
  /** Names of Medusa's events (core's, or a module's own) that cause this event. */
  events: readonly string[]
  /** Entity and fields for `query.graph`. */
  entity: string
  fields: readonly string[]
  /** Filters for `query.graph`, from Medusa's event; `null` when this one causes no event of ours. */
  filters(announced: MedusaEventData, eventName: string): Record<string, unknown> | null
  /** Turns the rows that were found into events. Pure. */
  occurrences(rows: Row[]): Occurrence<Data>[]
  /** How the reconciler finds events that Medusa's bus lost: it reads few fields first, and whole rows only of missing events. */
  recent: RecentRows
}

/** How the reconciler finds rows of the shop for which events are missing. */
export interface RecentRows {
  /** Filters of `entity` for rows that may have caused events in the range. */
  filters(range: TimeRange): Record<string, unknown>
  /** Fields that `keys` needs, besides `id`. */
  fields: readonly string[]
  /** Idempotency keys of the events that a row should have caused. */
  keys(row: Row): string[]
}

/** A range of time, as `query.graph` takes it. */
export interface TimeRange {
  $gte: Date
  $lt: Date
}

/**
 * The origin of an event type with a tracked state (an address): the thing's content is compared with the content that was
 * published last. So `previous` is known, a repeat publishes nothing, and a deletion can be published after the row is gone.
 */
export interface TrackedSource<Data> {
  events: readonly string[]
  entity: string
  fields: readonly string[]
  /** Id of the tracked thing, from Medusa's event. */
  trackedId(announced: MedusaEventData): string | null
  /** Whether Medusa's event of this name means that the thing was just created. */
  isNew(eventName: string): boolean
  /** The content to publish and to compare, from a row of the shop. */
  contentOf(row: Row): { [key: string]: Json }
  /** The event's data; `content` is `null` after a deletion, `previous` is the content that was published last. */
  dataOf(change: "created" | "updated" | "deleted", trackedId: string, content: Json, previous: Json): Data
  /** Reads the content back from the data of an event; `null` for a deletion. */
  contentIn(data: Data): Json
  /** The event's `previous`, made of the former content. */
  previousOf(content: Json): { [key: string]: Json }
}
