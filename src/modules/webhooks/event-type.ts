import { z } from "@medusajs/framework/zod"
import { DEFAULT_API_VERSION, type FormatId } from "./core/format"
import type { Transition } from "./core/value-mapping"
import type { ShopSource, TrackedSource } from "./event-source"

export type { MedusaEventData, Occurrence, RecentRows, Row, ShopSource, TimeRange, TrackedSource } from "./event-source"

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
