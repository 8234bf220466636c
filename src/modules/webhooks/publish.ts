import { MedusaError } from "@medusajs/framework/utils"
import type { Clock } from "./clock"
import { changeOf, type Json } from "./core/change"
import { patternsOf } from "./core/event-pattern"
import type { EventType } from "./event-type"
import { newId } from "./ids"
import type { Db } from "./store/db"
import { insertDeliveries } from "./store/insert-deliveries"
import { insertEvents, type EventRow } from "./store/insert-events"
import { lastTold, lockTracked } from "./store/last-told"
import { matchSubscriptions } from "./store/match-subscriptions"
import { currentTraceparent, inPublishSpan } from "./telemetry"

export interface PublishInput {
  type: string
  data: unknown
  previous?: unknown
  account_id?: string | null
  actor?: string | null
  /** The same key of the same type is the same event. Without one, every call is an event of its own. */
  idempotency_key?: string | null
  /** When it happened, ISO 8601; now, if left out. A text, for workflows may keep their input as JSON. */
  occurred_at?: string | null
  /** Sends to this subscription alone, whatever it subscribed to. */
  only_subscription_id?: string | null
}

export interface Published {
  event_id: string
  /** False when the key was there already: nothing was added. */
  created: boolean
  deliveries_count: number
}

export interface PublishContext {
  catalogue: ReadonlyMap<string, EventType>
  clock: Clock
  max_body_bytes: number
}

/** Room for what a format puts around `data` and `previous`. */
const ENVELOPE_BYTES = 1_024

/**
 * Writes events and the deliveries they cause. Runs in the caller's transaction, so that an event exists exactly when
 * its deliveries, and whatever else the caller writes, do. Waking the engine after the commit is the caller's part.
 *
 * @throws MedusaError INVALID_DATA naming the field, before anything is written.
 */
export async function publishIn(trx: Db, inputs: readonly PublishInput[], context: PublishContext): Promise<Published[]> {
  if (inputs.length === 0) return []
  return inPublishSpan(inputs.map(({ type }) => type), async () => {
    const rows = inputs.map((input) => freeze(input, null, context))
    return write(trx, rows, inputs.map((input) => input.only_subscription_id ?? null), context)
  })
}

/** What was found of a tracked thing; `content` is `null` when it is gone. */
export interface ObservedState {
  type: string
  tracked_id: string
  content: Json
  is_new: boolean
}

/** Compares a tracked thing with what was told of it last, and publishes the difference, if any. */
export async function publishStateIn(trx: Db, observed: ObservedState, context: PublishContext): Promise<Published | null> {
  const type = typeOf(observed.type, context)
  const { tracked } = type
  if (!tracked) throw invalid(`type: "${observed.type}" is not a tracked event type`)
  await lockTracked(trx, observed.type, observed.tracked_id)
  const last = await lastTold(trx, observed.type, observed.tracked_id)
  const told = last && { event_id: last.event_id, content: tracked.contentIn(JSON.parse(last.data)) }
  const change = changeOf(observed.tracked_id, told, observed.content, observed.is_new)
  if (!change) return null
  const input: PublishInput = {
    type: observed.type,
    data: tracked.dataOf(change.kind, observed.tracked_id, observed.content, change.previous ?? null),
    previous: change.previous === undefined ? undefined : tracked.previousOf(change.previous),
    idempotency_key: change.key,
  }
  const [published] = await inPublishSpan([type.name], () =>
    write(trx, [freeze(input, observed.tracked_id, context)], [null], context)
  )
  return published ?? null
}

function typeOf(name: string, { catalogue }: PublishContext): EventType {
  const type = catalogue.get(name)
  if (!type) throw invalid(`type: "${name}" is not in the catalogue (GET /admin/webhooks/event-types lists what is)`)
  return type
}

function freeze(input: PublishInput, tracked_id: string | null, context: PublishContext): EventRow {
  const type = typeOf(input.type, context)
  const parsed = type.schema.safeParse(input.data)
  if (!parsed.success) {
    throw invalid(parsed.error.issues.map((issue) => `${["data", ...issue.path].join(".")}: ${issue.message}`).join("; "))
  }
  const id = newId("evt")
  const data = JSON.stringify(input.data)
  const previous = input.previous === undefined || input.previous === null ? null : JSON.stringify(input.previous)
  const bytes = Buffer.byteLength(data) + Buffer.byteLength(previous ?? "") + ENVELOPE_BYTES
  if (bytes > context.max_body_bytes) {
    throw invalid(`data: the event would be ${bytes} bytes when sent, the limit is ${context.max_body_bytes}`)
  }
  return {
    id,
    type: type.name,
    subject: type.subject(parsed.data),
    account_id: input.account_id ?? null,
    actor: input.actor ?? null,
    idempotency_key: input.idempotency_key ?? id,
    tracked_id,
    data,
    previous,
    occurred_at: input.occurred_at ?? context.clock.now().toISOString(),
    traceparent: currentTraceparent(),
  }
}

async function write(
  trx: Db,
  rows: readonly EventRow[],
  only: readonly (string | null)[],
  { clock }: PublishContext
): Promise<Published[]> {
  const written = await insertEvents(trx, rows)
  const fresh = rows.flatMap((row, index) => (written[index]?.inserted ? [{ row, only: only[index] ?? null }] : []))
  const matches = fresh.length === 0 ? [] : await matchSubscriptions(trx, fresh.map(({ row, only: only_subscription_id }) => ({
    id: row.id, patterns: patternsOf(row.type), account_id: row.account_id, only_subscription_id,
  })))
  const rowById = new Map(rows.map((row) => [row.id, row]))
  const due = clock.now().toISOString()
  const counts = new Map<string, number>()
  const deliveries = matches.flatMap((match) => {
    const row = rowById.get(match.event_id)
    if (!row) return []
    counts.set(row.id, (counts.get(row.id) ?? 0) + 1)
    return [{
      ...match, id: newId("dlv"), event_type: row.type, subject: row.subject, next_retry_at: due,
    }]
  })
  await insertDeliveries(trx, deliveries)
  return written.map(({ id, inserted }) => ({ event_id: id, created: inserted, deliveries_count: counts.get(id) ?? 0 }))
}

function invalid(message: string): MedusaError {
  return new MedusaError(MedusaError.Types.INVALID_DATA, message)
}
