import { generateEntityId } from "@medusajs/framework/utils"
import type { Clock } from "./clock"
import { matchesType } from "./core/event-pattern"
import type { Db } from "./store/db"
import { insertDeliveries } from "./store/insert-deliveries"
import { REPLAY_BATCH, eventsWithoutDelivery, replayDeliveries, type ReplaySelection } from "./store/replay-deliveries"

export interface ReplayTarget {
  id: string
  events: string[]
  account_id: string | null
  format: string
  api_version: string
}

/**
 * Sends past events again, in batches that are committed one by one. Interrupted, it is simply asked for again: what was
 * made due no longer has a status that is asked for, unless `delivered` is, and what was missing is there.
 *
 * @param include_missing also events that happened before the subscription existed, or while it was off.
 * @param onBatch called after each commit: something is due.
 * @returns how many deliveries were made due.
 */
export async function replay(
  db: Db,
  target: ReplayTarget,
  selection: Omit<ReplaySelection, "subscription_id">,
  include_missing: boolean,
  clock: Clock,
  onBatch: () => void
): Promise<number> {
  const wanted: ReplaySelection = { ...selection, subscription_id: target.id }
  let count = 0
  for (let after_id: string | null = ""; after_id !== null; ) {
    const batch: { count: number; last_id: string | null } = await replayDeliveries(db, wanted, after_id, clock.now())
    count += batch.count
    after_id = batch.last_id
    if (batch.count > 0) onBatch()
  }
  if (include_missing) count += await sendMissing(db, target, wanted, clock, onBatch)
  return count
}

async function sendMissing(db: Db, target: ReplayTarget, wanted: ReplaySelection, clock: Clock, onBatch: () => void): Promise<number> {
  let count = 0
  for (let after_id = ""; ; ) {
    const events = await eventsWithoutDelivery(db, wanted, target.account_id, after_id)
    const due = clock.now().toISOString()
    const deliveries = events
      .filter(({ type }) => matchesType(target.events, type))
      .map(({ event_id, type, subject }) => ({
        id: generateEntityId(undefined, "dlv"), event_id, event_type: type, subject, subscription_id: target.id,
        format: target.format, api_version: target.api_version, next_retry_at: due,
      }))
    await insertDeliveries(db, deliveries)
    count += deliveries.length
    if (deliveries.length > 0) onBatch()
    if (events.length < REPLAY_BATCH) return count
    after_id = events.at(-1)?.event_id ?? ""
  }
}
