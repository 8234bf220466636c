import { callbackUrlProblem } from "./callbacks"
import { issuesOf } from "../core/issue"
import { changeOf, type Json } from "../core/state-change"
import { fanOut, type FreshEvent } from "./fan-out"
import type { EventType } from "../event-type"
import { newId } from "../ids"
import { InvalidInput } from "../invalid-input"
import type { Db } from "../store/db"
import { insertDeliveries } from "../store/insert-deliveries"
import { insertEvents, type EventRow } from "../store/insert-events"
import { lastPublished, lockTracked } from "../store/last-published"
import { currentTraceparent, inPublishSpan } from "../telemetry"
import type { PublishContext, PublishInput, Published } from "./types"

/** Room for what a format puts around `data` and `previous`. */
const ENVELOPE_BYTES = 1_024

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

/** What was found of a tracked thing; `content` is `null` when it is gone. */
export interface ObservedState {
  type: string
  tracked_id: string
  content: Json
  isNew: boolean
}

/** Compares a tracked thing with what was told of it last, and publishes the difference, if any. */
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
    write(trx, [freeze(input, observed.tracked_id, context)], context)
  )
  return event ?? null
}

function typeOf(name: string, { catalogue }: PublishContext): EventType {
  const type = catalogue.get(name)
  if (!type) {
    const message = `"${name}" is not in the catalogue (GET /admin/webhooks/event-types lists what is)`
    throw invalid("type", "not_in_catalogue", message)
  }
  return type
}

/** Checks an event and makes its row. */
function freeze(input: PublishInput, trackedId: string | null, context: PublishContext): FreshEvent {
  const type = typeOf(input.type, context)
  checkData(type, input.data)
  const given = { data: input.data, previous: input.previous ?? null }
  const {
    data,
    previous = null,
    changed,
  } = type.derive?.(input.data, input.previous ?? undefined) ?? { ...given, changed: true }
  const texts = { data: JSON.stringify(data), previous: previous === null ? null : JSON.stringify(previous) }
  const bytes = Buffer.byteLength(texts.data) + Buffer.byteLength(texts.previous ?? "") + ENVELOPE_BYTES
  if (bytes > context.maxBodyBytes) {
    const message = `the event would be ${bytes} bytes when sent, the limit is ${context.maxBodyBytes}`
    throw invalid("data", "too_large", message)
  }
  const id = newId("evt")
  const accountId = input.account_id ?? null
  const actor = input.actor ?? null
  const row: EventRow = {
    id,
    type: type.name,
    subject: type.subject(data),
    account_id: accountId,
    parties: input.parties ?? null,
    actor,
    callback_url: callbackUrlOf(input, type, data),
    nothing_changed: !changed,
    idempotency_key: input.idempotency_key ?? id,
    tracked_id: trackedId,
    ...texts,
    occurred_at: input.occurred_at ?? context.clock.now().toISOString(),
    traceparent: currentTraceparent(),
  }
  const { only_subscription_id = null, source = null } = input
  return { row, type, content: { data, previous, account_id: accountId, actor }, only_subscription_id, source }
}

function checkData(type: EventType, data: unknown): void {
  const parsed = type.schema.safeParse(data)
  // Without the values: they may be about a patient.
  if (!parsed.success) throw new InvalidInput(issuesOf(parsed.error, ["data"]))
}

/** A test goes to its subscription, whatever the example says. */
function callbackUrlOf(
  { callback_url, only_subscription_id }: PublishInput,
  type: EventType,
  data: unknown
): string | null {
  if (only_subscription_id) return null
  const url = callback_url ?? type.callbackUrl?.(data) ?? null
  const problem = url === null ? null : callbackUrlProblem(url)
  if (problem) throw invalid("callback_url", "url", problem, url)
  return url
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
  return written.map(({ id, inserted }) => ({
    event_id: id,
    created: inserted,
    deliveries_count: inserted ? (counts.get(id) ?? 0) : 0,
  }))
}

function invalid(field: string, code: string, message: string, given?: unknown): InvalidInput {
  return InvalidInput.ofField({ path: [field], code, message }, given)
}
