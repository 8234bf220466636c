import { stateAfter, type BatchResult } from "../core/circuit-breaker"
import { InvalidInput } from "../invalid-input"
import { publishIn } from "../publishing/publish"
import { type PublishContext, type PublishInput } from "../publishing/types"
import { refusalCodeOf, type Db } from "../store/db"
import { settleAttempts, type SettledAttempt } from "../store/settle-attempts"
import { lockStates, writeStates, type StateToWrite, type SubscriptionStateRow } from "../store/subscription-states"

/** A finished attempt, and whether its subscription was healthy when the delivery was claimed. */
export interface Settlement {
  attempt: SettledAttempt
  wasHealthy: boolean
}

/** What became of a batch besides its attempts. */
export interface Settled {
  published: boolean
  /** Why events for operators can't be published; `null` when nothing went wrong. */
  unpublished: Error | null
}

/**
 * Settles a batch of attempts and updates the circuit breakers of their subscriptions. When all attempts succeeded and the
 * subscriptions were healthy, which is the usual case, one statement is enough; else the subscriptions' rows are locked,
 * judged and written in the same transaction, with the events that inform operators.
 *
 * @returns whether events were published: the engine has to be woken after the commit; and why some could not be.
 */
export async function settle(
  db: Db,
  batch: readonly Settlement[],
  defaultMaxConcurrency: number,
  context: PublishContext
): Promise<Settled> {
  const attempts = batch.map(({ attempt }) => attempt)
  const results = resultsOf(batch)
  if (results.size === 0) {
    await settleAttempts(db, attempts)
    return { published: false, unpublished: null }
  }
  return db.transaction(async (trx) => {
    // Subscriptions are locked first, and in one order: two workers can't deadlock.
    const rows = await lockStates(trx, [...results.keys()])
    const moved = await settleAttempts(trx, attempts)
    // Attempts whose lease was lost (the worker was suspended, say) don't count: they say nothing about the receiver now.
    const counted = resultsOf(batch.filter(({ attempt }) => moved.has(attempt.delivery_id)))
    const { states, events } = judgeSubscriptions(rows, counted, defaultMaxConcurrency, context)
    await writeStates(trx, states)
    const unpublished = await publishInSavepoint(trx, events, context)
    return { published: events.length > 0 && unpublished === null, unpublished }
  })
}

/** Publishes in a savepoint: an event that can't be published must not keep the attempts from being settled, or they would be made again. */
async function publishInSavepoint(trx: Db, events: PublishInput[], context: PublishContext): Promise<Error | null> {
  if (events.length === 0) return null
  try {
    await trx.transaction((savepoint) => publishIn(savepoint, events, context))
    return null
  } catch (error) {
    if (error instanceof InvalidInput || (error instanceof Error && refusalCodeOf(error) !== null)) return error
    throw error
  }
}

function judgeSubscriptions(
  rows: readonly SubscriptionStateRow[],
  results: ReadonlyMap<string, BatchResult>,
  defaultMaxConcurrency: number,
  { clock }: PublishContext
): { states: StateToWrite[]; events: PublishInput[] } {
  const now = clock.now()
  const states: StateToWrite[] = []
  const events: PublishInput[] = []
  for (const row of rows) {
    const result = results.get(row.id)
    if (!result) continue
    const { state, disabled, warn } = stateAfter(row, result, row.max_concurrency ?? defaultMaxConcurrency, now)
    states.push({
      id: row.id,
      ...state,
      disabled_reason: disabled ?? row.disabled_reason,
      disabled_at: disabled ? now : row.disabled_at,
    })
    const since = state.failing_since?.toISOString() ?? null
    const common = { subscription_id: row.id, name: row.name, failing_since: since }
    if (disabled) {
      const data = { ...common, reason: disabled, disabled_at: now.toISOString() }
      events.push({ type: "webhook.subscription_disabled", data, idempotency_key: `${row.id}:${now.toISOString()}` })
    } else if (warn) {
      const data = { ...common, consecutive_failures: state.consecutive_failures }
      events.push({ type: "webhook.subscription_failing", data, idempotency_key: `${row.id}:${since}` })
    }
  }
  return { states, events }
}

const NO_RESULT: BatchResult = { succeededCount: 0, failedCount: 0, unreadableCount: 0, gone: false }

/** Results by subscription, without the subscriptions that were healthy and had nothing but successes. */
function resultsOf(batch: readonly Settlement[]): Map<string, BatchResult> {
  const results = new Map<string, BatchResult>()
  const notable = new Set<string>()
  for (const { attempt, wasHealthy } of batch) {
    const { subscription_id, status, outcome } = attempt
    const result = results.get(subscription_id) ?? NO_RESULT
    const succeeded = status === "delivered"
    const isUnreadable = outcome === "unreadable"
    results.set(subscription_id, {
      succeededCount: result.succeededCount + (succeeded ? 1 : 0),
      failedCount: result.failedCount + (succeeded || isUnreadable ? 0 : 1),
      unreadableCount: result.unreadableCount + (isUnreadable ? 1 : 0),
      gone: result.gone || outcome === "gone",
    })
    if (!succeeded || !wasHealthy) notable.add(subscription_id)
  }
  for (const id of results.keys()) if (!notable.has(id)) results.delete(id)
  return results
}
