import type { Clock } from "../core/clock"
import { matchesType } from "../core/event-pattern"
import type { ValueMapping } from "../core/value-mapping"
import type { EventType } from "../event-type"
import { deliveryRow, projectStored, rulesOf } from "../publishing/fan-out"
import type { Db } from "../store/db"
import { insertDeliveries, type DeliveryRow } from "../store/insert-deliveries"
import type { StoredEvent } from "../store/insert-events"
import {
  MISSING_BATCH,
  eventsWithoutDelivery,
  replayDeliveries,
  type ReplaySelection,
} from "../store/replay-deliveries"

/** The part of a subscription's row that decides which events it gets, and with which content. */
export interface ReplayTarget {
  id: string
  events: string[]
  format: string
  api_version: string
  account_id: string | null
  partner_id: string | null
  /** As JSON text. */
  conditions: string | null
  value_mappings: ValueMapping[] | null
  fallback: boolean
}

/** What a replay needs from the process. */
export interface ReplayContext {
  catalogue: ReadonlyMap<string, EventType>
  clock: Clock
  /** Called after each batch: deliveries are due. */
  onBatch(): void
}

/**
 * Replay: makes past deliveries of a subscription due again, in batches that are committed one by one. Safe to repeat after
 * an interruption: replayed deliveries have left the selected statuses, except when `delivered` was selected, and missing
 * deliveries exist by then.
 *
 * @param includeMissing also makes deliveries of events that happened before the subscription existed, or while it was off.
 * @returns how many deliveries were made due.
 */
export async function replay(
  db: Db,
  target: ReplayTarget,
  selection: Omit<ReplaySelection, "subscription_id">,
  includeMissing: boolean,
  context: ReplayContext
): Promise<number> {
  const { clock, onBatch } = context
  const wanted: ReplaySelection = { ...selection, subscription_id: target.id }
  let count = 0
  for (let afterId: string | null = ""; afterId !== null;) {
    const batch: { count: number; last_id: string | null } = await replayDeliveries(db, wanted, afterId, clock.now())
    count += batch.count
    afterId = batch.last_id
    if (batch.count > 0) onBatch()
  }
  if (includeMissing) count += await sendMissing(db, target, wanted, context)
  return count
}

async function sendMissing(
  db: Db,
  target: ReplayTarget,
  wanted: ReplaySelection,
  context: ReplayContext
): Promise<number> {
  let count = 0
  for (let afterId = ""; ;) {
    const events = await eventsWithoutDelivery(db, wanted, target, afterId)
    const deliveries: DeliveryRow[] = []
    for (const event of events) {
      const row = await missingDelivery(db, target, event, context)
      if (row) deliveries.push(row)
    }
    await insertDeliveries(db, deliveries)
    count += deliveries.length
    if (deliveries.length > 0) context.onBatch()
    if (events.length < MISSING_BATCH) return count
    afterId = events.at(-1)?.id ?? ""
  }
}

/** The delivery that publishing would have made: the same conditions, value mappings and body version apply. */
async function missingDelivery(
  db: Db,
  { events, ...target }: ReplayTarget,
  event: StoredEvent,
  { catalogue, clock }: ReplayContext
) {
  const type = catalogue.get(event.type)
  if (!type || !matchesType(events, event.type)) return null
  const view = await projectStored(db, type, event, rulesOf(target))
  if ("withheld" in view) return null
  return deliveryRow(event, { subscription_id: target.id, format: target.format }, view, clock.now().toISOString())
}
