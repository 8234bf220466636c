import { matchesConditions } from "../core/conditions"
import { mapPrevious, mapValues, needsHistory, type Step, type ValueMapping } from "../core/value-mapping"
import { bodyOf, versionOf, type EventType } from "../event-type"

/** What decides whether a subscription that an event matches gets it, and in which words. */
export interface ProjectionRules {
  api_version: string | null
  /** A query over the event, as {@link matchesConditions} takes it. */
  conditions: unknown
  value_mappings: readonly ValueMapping[] | null
  /** Who it belongs to: what one of them did is not told them again, where the type says so. */
  account_id: string | null
  partner_id: string | null
}

export interface EventContent {
  data: unknown
  previous: unknown
  account_id: string | null
  actor: string | null
}

/** Why a subscription does not get an event. */
export type Withheld = "sender" | "hidden_value" | "conditions"

export interface Projection {
  data: unknown
  previous: unknown
  api_version: string
  /** Whether it differs from what the event holds, and so has to be kept with the delivery. */
  overridesEvent: boolean
}

/** Whether earlier events have to be read before {@link project} can tell. */
export function projectionNeedsHistory(
  type: EventType,
  { data }: Pick<EventContent, "data">,
  { value_mappings }: ProjectionRules
): boolean {
  return value_mappings !== null && needsHistory(value_mappings, type.transition, data)
}

/**
 * An event as one subscription gets it: hidden values first, for they may make the event invisible, then its words, then
 * the version it asked for, and its conditions last, over what it would receive.
 *
 * @param history earlier states of the same subject, newest first; may be empty unless {@link projectionNeedsHistory}.
 */
export function project(
  type: EventType,
  event: EventContent,
  rules: ProjectionRules,
  history: readonly Step[]
): Projection | { withheld: Withheld } {
  const { account_id, actor } = event
  if (type.counterpartOnly && actor !== null && [rules.account_id, rules.partner_id].includes(actor))
    return { withheld: "sender" }
  const apiVersion = versionOf(type, rules.api_version)
  const mappings = rules.value_mappings ?? []
  const mapped = mapValues(event.data, mappings, type.transition, history)
  if ("hidden" in mapped) return { withheld: "hidden_value" }
  const data = bodyOf(type, apiVersion, mapped.data)
  const previous = event.previous === null ? null : mapPrevious(event.previous, mappings, type.transition, history)
  const document = { type: type.name, data, previous, account_id, actor }
  if (!matchesConditions(rules.conditions, document)) return { withheld: "conditions" }
  return { data, previous, api_version: apiVersion, overridesEvent: data !== event.data || previous !== event.previous }
}
