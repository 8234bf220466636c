import { changeOf, type Json } from "../core/state-change"
import type { Db } from "../store/db"
import { insertDeliveries } from "../store/insert-deliveries"
import { insertEvents } from "../store/insert-events"
import { lastPublished, lockTracked } from "../store/last-published"
import { inPublishSpan } from "../telemetry"
import { fanOut, type FreshEvent } from "./fan-out"
import { freeze, invalid, typeOf } from "./freeze"
import type { PublishContext, PublishInput, Published } from "./types"

/**
 * Writes events and the deliveries they cause. Runs in the caller's transaction, so that an event exists exactly when
 * its deliveries, and whatever else the caller writes, do. Waking the engine after the commit is the caller's part.
 *
 * @throws InvalidInput, before anything is written.
 */
export async function publishIn(
  trx: Db,
  inputs: readonly PublishInput[],
  context: PublishContext
): Promise<Published[]> {
  if (inputs.length === 0) return []
  return inPublishSpan(
    inputs.map(({ type }) => type),
    async () => {
      const events = inputs.map((input) => freeze(input, null, context))
      return write(trx, events, context)
    }
  )
}

/** The content of a tracked thing as it is now; `content` is `null` when the thing was deleted. */
export interface ObservedState {
  type: string
  tracked_id: string
  content: Json
  isNew: boolean
}

/** Compares a tracked thing with the content that was published last, and publishes the change. @returns `null` when nothing changed. */
export async function publishStateIn(
  trx: Db,
  observed: ObservedState,
  context: PublishContext
): Promise<Published | null> {
  const type = typeOf(observed.type, context)
  const { tracked } = type
  if (!tracked) throw invalid("type", "not_tracked", `"${observed.type}" is not a tracked event type`)
  await lockTracked(trx, observed.type, observed.tracked_id)
  const last = await lastPublished(trx, observed.type, observed.tracked_id)
  const published = last && { event_id: last.event_id, content: tracked.contentIn(JSON.parse(last.data)) }
  const change = changeOf(observed.tracked_id, published, observed.content, observed.isNew)
  if (!change) return null
  const input: PublishInput = {
    type: observed.type,
    data: tracked.dataOf(change.kind, observed.tracked_id, observed.content, change.previous ?? null),
    previous: change.previous === undefined ? undefined : tracked.previousOf(change.previous),
    idempotency_key: change.key,
  }
  const [event] = await inPublishSpan([type.name], () =>
    write(trx, [freeze(input, { id: observed.tracked_id, sequence: (last?.sequence ?? 0) + 1 }, context)], context)
  )
  return event ?? null
}

async function write(trx: Db, events: readonly FreshEvent[], context: PublishContext): Promise<Published[]> {
  const written = await insertEvents(
    trx,
    events.map(({ row }) => row)
  )
  const deliveries = await fanOut(
    trx,
    events.filter((_, index) => written[index]?.inserted),
    context
  )
  await insertDeliveries(trx, deliveries)
  const counts = new Map<string, number>()
  for (const { event_id } of deliveries) counts.set(event_id, (counts.get(event_id) ?? 0) + 1)
  return written.map(({ id, inserted, differs }) => ({
    event_id: id,
    created: inserted,
    differs,
    deliveries_count: inserted ? (counts.get(id) ?? 0) : 0,
  }))
}
