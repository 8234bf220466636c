import { matchesConditions } from "../core/conditions"
import { mapPrevious, mapValues, needsHistory, type Step, type ValueMapping } from "../core/value-mapping"
import { bodyOf, versionOf, type EventType } from "../event-type"

/** The settings of a subscription that decide whether it gets a matching event, and with which content. */
export interface ProjectionRules {
  api_version: string | null
  /** A query over the event, as {@link matchesConditions} takes it. */
  conditions: unknown
  value_mappings: readonly ValueMapping[] | null
  /** The subscription's account and partner: a counterpart-only event is not sent back to the one that caused it. */
  account_id: string | null
  partner_id: string | null
}

/** The part of an event that a projection is computed from. */
export interface EventContent {
  data: unknown
  previous: unknown
  account_id: string | null
  actor: string | null
}

/** Why a subscription does not get an event. */
export type Withheld = "sender" | "hidden_value" | "conditions"

/** An event as one subscription receives it. */
export interface Projection {
  data: unknown
  previous: unknown
  api_version: string
  /** Whether the projection differs from the event, so that it has to be stored with the delivery. */
  overridesEvent: boolean
}

/** Whether {@link project} needs the earlier events of the same subject. */
export function projectionNeedsHistory(
  type: EventType,
  { data }: Pick<EventContent, "data">,
  { value_mappings }: ProjectionRules
): boolean {
  return value_mappings !== null && needsHistory(value_mappings, type.transition, data)
}

/**
 * Computes the projection: hidden values first, because they may withhold the event, then value mappings, then the body
 * version, and conditions last, over the result. A partner's conditions use its own words and can't reveal hidden values.
 *
 * @param history earlier states of the same subject, newest first; may be empty unless {@link projectionNeedsHistory}.
 * @returns the projection, or why the event is withheld from this subscription.
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
