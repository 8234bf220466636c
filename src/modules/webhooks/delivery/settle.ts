import { stateAfter, type Finding } from "../core/circuit-breaker"
import { publishIn } from "../publishing/publish"
import { type PublishContext, type PublishInput } from "../publishing/types"
import type { Db } from "../store/db"
import { settleAttempts, type SettledAttempt } from "../store/settle-attempts"
import { lockStates, writeStates, type StateToWrite, type SubscriptionStateRow } from "../store/subscription-states"

/** A finished attempt, and how its subscription stood when it was claimed. */
export interface Settlement {
  attempt: SettledAttempt
  wasClean: boolean
}

/**
 * Writes down a batch of attempts and what it means for the subscriptions. Where everything went well, as it nearly always
 * does, that is one statement; else the subscriptions' rows are locked, judged and written in the same transaction, with
 * the events that tell operators.
 *
 * @returns whether events were published: the engine has to be woken after the commit.
 */
export async function settle(
  db: Db,
  batch: readonly Settlement[],
  defaultMaxConcurrency: number,
  context: PublishContext
): Promise<{ published: boolean }> {
  const attempts = batch.map(({ attempt }) => attempt)
  const findings = findingsOf(batch)
  if (findings.size === 0) {
    await settleAttempts(db, attempts)
    return { published: false }
  }
  return db.transaction(async (trx) => {
    // The subscriptions first: two workers that lock them in one order can't wait for each other.
    const rows = await lockStates(trx, [...findings.keys()])
    const moved = await settleAttempts(trx, attempts)
    // A worker that lost its leases (it was suspended, say) has nothing to say about how the receiver is now.
    const counted = findingsOf(batch.filter(({ attempt }) => moved.has(attempt.delivery_id)))
    const { states, events } = judgeSubscriptions(rows, counted, defaultMaxConcurrency, context)
    await writeStates(trx, states)
    await publishIn(trx, events, context)
    return { published: events.length > 0 }
  })
}

function judgeSubscriptions(
  rows: readonly SubscriptionStateRow[],
  findings: ReadonlyMap<string, Finding>,
  defaultMaxConcurrency: number,
  { clock }: PublishContext
): { states: StateToWrite[]; events: PublishInput[] } {
  const now = clock.now()
  const states: StateToWrite[] = []
  const events: PublishInput[] = []
  for (const row of rows) {
    const finding = findings.get(row.id)
    if (!finding) continue
    const { state, disabled, warn } = stateAfter(row, finding, row.max_concurrency ?? defaultMaxConcurrency, now)
    states.push({
      id: row.id,
      ...state,
      disabled_reason: disabled ?? row.disabled_reason,
      disabled_at: disabled ? now : row.disabled_at,
    })
    const since = state.failing_since?.toISOString() ?? null
    const told = { subscription_id: row.id, name: row.name, failing_since: since }
    if (disabled) {
      const data = { ...told, reason: disabled, disabled_at: now.toISOString() }
      events.push({ type: "webhook.subscription_disabled", data, idempotency_key: `${row.id}:${now.toISOString()}` })
    } else if (warn) {
      const data = { ...told, consecutive_failures: state.consecutive_failures }
      events.push({ type: "webhook.subscription_failing", data, idempotency_key: `${row.id}:${since}` })
    }
  }
  return { states, events }
}

/** By subscription; those left out were clean and had nothing but successes. */
function findingsOf(batch: readonly Settlement[]): Map<string, Finding> {
  const findings = new Map<string, Finding>()
  const notable = new Set<string>()
  for (const { attempt, wasClean } of batch) {
    const { subscription_id, status, outcome } = attempt
    const finding = findings.get(subscription_id) ?? { succeededCount: 0, failedCount: 0, gone: false }
    const succeeded = status === "delivered"
    findings.set(subscription_id, {
      succeededCount: finding.succeededCount + (succeeded ? 1 : 0),
      failedCount: finding.failedCount + (succeeded ? 0 : 1),
      gone: finding.gone || outcome === "gone",
    })
    if (!succeeded || !wasClean) notable.add(subscription_id)
  }
  for (const id of findings.keys()) if (!notable.has(id)) findings.delete(id)
  return findings
}
