import { matchesType } from "./core"
import type { SubscriptionBody } from "./subscription-draft"
import type { EventType } from "./types"

/** As much of a subscription as decides what it gets. A form may leave the version to the events. */
export type Rules = Pick<
  SubscriptionBody,
  "events" | "account_id" | "conditions" | "value_mappings" | "format" | "api_version"
>

/**
 * What a dry run is asked with: the API refuses what it does not know. A version that only some of the events come in is
 * left out: one may be stored, as the default of mixed events, but not asked for, and a dry run without it comes to the same.
 */
export function rulesOf(
  { events, account_id, conditions, value_mappings, format, api_version }: Rules,
  types: readonly EventType[]
): Rules {
  const isAskable = api_version !== undefined && versionsOf(events, types).includes(api_version)
  return { events, account_id, conditions, value_mappings, format, ...(isAskable ? { api_version } : {}) }
}

/** The versions that every chosen event or pattern comes in, oldest first. */
export function versionsOf(events: readonly string[], types: readonly EventType[]): string[] {
  const ofEach = events.map((pattern) =>
    types.filter(({ name }) => matchesType([pattern], name)).flatMap(({ versions }) => versions)
  )
  const [first = [], ...others] = ofEach
  return [...new Set(first)].filter((version) => others.every((versions) => versions.includes(version))).sort()
}
