import { valueAt } from "../core/data-path"
import { patternsOf } from "../core/event-pattern"
import type { Step } from "../core/value-mapping"
import { bodyOf, type EventType } from "../event-type"
import { newId } from "../ids"
import type { Db } from "../store/db"
import { eventHistory } from "../store/event-history"
import type { DeliveryRow } from "../store/insert-deliveries"
import type { EventRow, StoredEvent } from "../store/insert-events"
import { matchSubscriptions, type Match } from "../store/match-subscriptions"
import { callbackSubscriptionsIn } from "./callbacks"
import { project, projectionNeedsHistory, type EventContent, type Projection, type ProjectionRules } from "./projection"
import type { PublishContext } from "./types"

/** An event that was just validated: its row, and its data before it was serialised. */
export interface FreshEvent {
  row: EventRow
  type: EventType
  content: EventContent
  /** A test delivery: the event goes to this subscription only, whatever its patterns and conditions. */
  only_subscription_id: string | null
  /** Slug of the source that signs the callback. */
  source: string | null
}

/** The deliveries that events cause: to their callback URL if they name one, else to whoever subscribed. */
export async function fanOut(
  trx: Db,
  events: readonly FreshEvent[],
  { clock, box }: PublishContext
): Promise<DeliveryRow[]> {
  const due = clock.now().toISOString()
  const called = events.filter(({ row }) => row.callback_url !== null && !row.nothing_changed)
  const published = events.filter(({ row }) => row.callback_url === null && !row.nothing_changed)
  const callbacks = await callbackSubscriptionsIn(
    trx,
    called.map(({ row, type, source }) => ({ event_id: row.id, type, url: row.callback_url ?? "", source })),
    box
  )
  const toCallbacks = called.flatMap((event) => {
    const to = callbacks.get(event.row.id)
    if (!to) return []
    const data = bodyOf(event.type, to.api_version, event.content.data)
    const projection: Projection = {
      data,
      previous: event.content.previous,
      api_version: to.api_version,
      overridesEvent: data !== event.content.data,
    }
    return [deliveryRow(event.row, { subscription_id: to.id, format: to.format }, projection, due)]
  })
  return [...toCallbacks, ...(await toSubscribers(trx, published, due))]
}

async function toSubscribers(trx: Db, events: readonly FreshEvent[], due: string): Promise<DeliveryRow[]> {
  if (events.length === 0) return []
  const matches = await matchSubscriptions(
    trx,
    events.map(({ row: { id, type, account_id, parties }, only_subscription_id }) => ({
      id,
      patterns: patternsOf(type),
      account_id,
      parties,
      only_subscription_id,
    }))
  )
  const eventById = new Map(events.map((event) => [event.row.id, event]))
  const byEvent = new Map<string, { match: Match; projection: Projection }[]>()
  for (const match of matches) {
    const event = eventById.get(match.event_id)
    const projection = event && (await projectionFor(trx, event, match))
    if (!projection) continue
    const seen = byEvent.get(match.event_id)
    if (seen) seen.push({ match, projection })
    else byEvent.set(match.event_id, [{ match, projection }])
  }
  return [...byEvent].flatMap(([eventId, seen]) => {
    const event = eventById.get(eventId)
    const firstChoice = seen.filter(({ match }) => !match.fallback)
    const chosen = firstChoice.length > 0 ? firstChoice : seen
    return event ? chosen.map(({ match, projection }) => deliveryRow(event.row, match, projection, due)) : []
  })
}

async function projectionFor(trx: Db, event: FreshEvent, match: Match): Promise<Projection | null> {
  const rules =
    event.only_subscription_id === null ? rulesOf(match) : { ...rulesOf(match), conditions: null, value_mappings: null }
  const history = projectionNeedsHistory(event.type, event.content, rules) ? await historyOf(trx, event) : []
  const projection = project(event.type, event.content, rules, history)
  return "withheld" in projection ? null : projection
}

/** The projection of a stored event for one subscription, for replays and previews. */
export async function projectStored(
  db: Db,
  type: EventType,
  event: StoredEvent,
  rules: ProjectionRules
): Promise<ReturnType<typeof project>> {
  const content = {
    ...event,
    data: JSON.parse(event.data) as unknown,
    previous: event.previous === null ? null : (JSON.parse(event.previous) as unknown),
  }
  return project(
    type,
    content,
    rules,
    projectionNeedsHistory(type, content, rules) ? await historyOf(db, { row: event, type }) : []
  )
}

/** @returns the projection rules of a subscription's row; its conditions are stored as text. */
export function rulesOf({
  api_version,
  conditions,
  value_mappings,
  account_id,
  partner_id,
}: Pick<Match, keyof ProjectionRules>): ProjectionRules {
  return {
    api_version,
    conditions: conditions === null ? null : JSON.parse(conditions),
    value_mappings,
    account_id,
    partner_id,
  }
}

/** The states in earlier events of the same type and subject, newest first. */
async function historyOf(
  db: Db,
  { row, type }: { row: Pick<EventRow, "id" | "type" | "subject">; type: EventType }
): Promise<Step[]> {
  const { value, previous } = type.transition ?? {}
  if (value === undefined) return []
  return (await eventHistory(db, row)).map((text) => {
    const data: unknown = JSON.parse(text)
    return { value: valueAt(data, value), previous: previous === undefined ? null : valueAt(data, previous) }
  })
}

/** @returns the row of a new delivery; the projection's data is stored only where it differs from the event's. */
export function deliveryRow(
  { id: eventId, type: eventType, subject }: Pick<EventRow, "id" | "type" | "subject">,
  { subscription_id, format }: Pick<Match, "subscription_id" | "format">,
  { data, previous, api_version, overridesEvent: isOwn }: Projection,
  nextRetryAt: string
): DeliveryRow {
  return {
    id: newId("dlv"),
    event_id: eventId,
    subscription_id,
    event_type: eventType,
    subject,
    format,
    api_version,
    next_retry_at: nextRetryAt,
    data: isOwn ? JSON.stringify(data) : null,
    previous: isOwn && previous !== null && previous !== undefined ? JSON.stringify(previous) : null,
  }
}
