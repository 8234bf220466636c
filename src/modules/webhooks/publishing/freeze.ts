import { issuesOf } from "../core/issue"
import { isStorable } from "../core/json-problem"
import type { EventType } from "../event-type"
import { newId } from "../ids"
import { InvalidInput } from "../invalid-input"
import type { EventRow } from "../store/insert-events"
import { currentTraceparent } from "../telemetry"
import { callbackUrlProblem } from "./callbacks"
import type { FreshEvent } from "./fan-out"
import type { PublishContext, PublishInput } from "./types"

/** Bytes allowed for the envelope that a format puts around `data` and `previous`. */
const ENVELOPE_BYTES = 1_024

/** @returns the event type of a name. @throws MedusaError INVALID_DATA for a name that is not in the catalogue. */
export function typeOf(name: string, { catalogue }: PublishContext): EventType {
  const type = catalogue.get(name)
  if (!type) {
    const message = `"${name}" is not in the catalogue (GET /admin/webhooks/event-types lists what is)`
    throw invalid("type", "not_in_catalogue", message)
  }
  return type
}

/** Validates a publisher's input and makes the event's row. @throws MedusaError INVALID_DATA naming the field. */
export function freeze(
  input: PublishInput,
  tracked: { id: string; sequence: number } | null,
  context: PublishContext
): FreshEvent {
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
  const accountId = accountOf(input, type, data)
  const actor = input.actor ?? null
  checkActor(type, input, accountId)
  const row: EventRow = {
    id,
    type: type.name,
    subject: subjectOf(type, data),
    account_id: accountId,
    parties: input.parties ?? null,
    actor,
    callback_url: callbackUrlOf(input, type, data),
    nothing_changed: !changed,
    idempotency_key: input.idempotency_key ?? id,
    tracked_id: tracked?.id ?? null,
    tracked_sequence: tracked?.sequence ?? null,
    ...texts,
    occurred_at: input.occurred_at ?? context.clock.now().toISOString(),
    traceparent: currentTraceparent(),
  }
  const { only_subscription_id = null, source = null } = input
  return { row, type, content: { data, previous, account_id: accountId, actor }, only_subscription_id, source }
}

/** The event's subject. Checked here, because Postgres can't store every text that JSON can hold. */
function subjectOf(type: EventType, data: unknown): string | null {
  const subject = type.subject(data)
  if (subject === null || isStorable(subject)) return subject
  const message = `names what the event is about by ${JSON.stringify(subject)}, and no id holds a NUL character or half of a surrogate pair`
  throw invalid("data", "not_storable", message)
}

/** The event's account: given by the publisher, or named by the data. An event about practice 7 must reach practice 7 even if the publisher does not repeat the account. */
function accountOf({ account_id }: PublishInput, type: EventType, data: unknown): string | null {
  const named = type.account?.(data) ?? null
  const given = account_id ?? null
  if (named !== null && !isStorable(named))
    throw invalid("data", "not_storable", "names an account that can't exist", named)
  if (given !== null && named !== null && given !== named) {
    throw invalid("account_id", "other_account", `the data names the account "${named}"`, given)
  }
  return given ?? named
}

/** Requires the actor of a counterpart-only event: without a valid actor, the event would also go back to its sender. */
function checkActor(
  type: EventType,
  { actor, parties, only_subscription_id }: PublishInput,
  accountId: string | null
): void {
  if (!type.counterpartOnly || only_subscription_id) return
  const known = [accountId, ...(parties ?? [])].filter((party) => party !== null)
  if (actor !== null && actor !== undefined && known.includes(actor)) return
  const message = `${type.name} goes to the counterpart only, so the party that did it must be given, as one of account_id and parties`
  throw invalid("actor", "no_party", message, actor ?? null)
}

function checkData(type: EventType, data: unknown): void {
  const parsed = type.schema.safeParse(data)
  // Without the values: they may be about a patient.
  if (!parsed.success) throw new InvalidInput(issuesOf(parsed.error, ["data"]))
}

/** The event's callback URL. A test delivery has none: it goes to its subscription, even if the example names a URL. */
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

/** @param given shown in the message. */
export function invalid(field: string, code: string, message: string, given?: unknown): InvalidInput {
  return InvalidInput.ofField({ path: [field], code, message }, given)
}
