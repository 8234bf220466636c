import type { Logger } from "@medusajs/framework/types"
import { randomUUID } from "node:crypto"
import { within } from "../../../utils/within"
import { isHealthy } from "../core/circuit-breaker"
import { statusAfterAttempt } from "../core/delivery-state"
import { outcomeWithoutAnswer, unreadable, type Outcome } from "../core/outcome"
import { judge } from "../core/retry-decision"
import { MAX_REASON_CHARACTERS, storedText } from "../core/stored-text"
import type { SecretBox } from "../core/secret-box"
import { newId } from "../ids"
import type { WebhooksOptions } from "../options"
import type { PublishContext } from "../publishing/types"
import type { DueWork, Lease } from "../queue-engine"
import { DecryptedCache } from "../secrets/decrypted-cache"
import { bounded } from "../store/bounded"
import { claimDeliveries, type ClaimedDelivery } from "../store/claim-deliveries"
import { refusalCodeOf, type Db } from "../store/db"
import { nextDueAt } from "../store/next-due"
import { releaseLeases, withoutTexts, type SettledAttempt } from "../store/settle-attempts"
import type { AttemptTelemetry } from "../telemetry"
import type { SendResult, Transport } from "../transport"
import { GroupCommit } from "./group-commit"
import { makeMessage } from "./make-message"
import { settle, type Settlement } from "./settle"
import { StaffLog } from "./staff-log"

/** What the dispatcher needs from the process. */
export interface DispatcherDeps {
  db: Db
  options: WebhooksOptions
  box: SecretBox
  transports: ReadonlyMap<string, Transport>
  /** For the events that inform operators of a failing or disabled subscription. */
  publishing: PublishContext
  telemetry: AttemptTelemetry
  logger: Logger
  /** Runs once, before the first claim: work without which nothing may be sent. */
  prepare(db: Db): Promise<void>
  /** Called when a delivery is due: now, or at an instant. */
  onDue(at?: Date): void
}

/** A lease together with its delivery. */
interface DeliveryLease extends Lease {
  delivery: ClaimedDelivery
}

/** An attempt that could not be written, named by its ids: staff reads it in the log. */
class UnsettledError extends Error {
  override name = "UnsettledError"
}

/** Milliseconds of a statement, or a transaction, of this file. A server that takes longer is taken for one that is gone. */
const STATEMENT_MS = 5_000
/** Milliseconds after its timeout that a transport has to end an attempt; else it would keep the slot for ever. */
const TRANSPORT_GRACE_MS = 2_000
const MAX_SETTLE_BATCH = 200
const SETTLE_RETRY_PAUSE_MS = 100

/**
 * The dispatcher: the use case "a delivery goes out". Claims, renders, signs, sends, judges the outcome, and settles. No
 * transaction is open while a request is on the wire.
 */
export class Dispatcher implements DueWork {
  private readonly settlements: GroupCommit<Settlement>
  private readonly secrets: DecryptedCache
  private readonly staff: StaffLog
  /** Ids of deliveries that are answered and not yet settled: their slots are free for other deliveries. */
  private readonly answered = new Set<string>()
  private prepared = false

  constructor(private readonly deps: DispatcherDeps) {
    this.secrets = new DecryptedCache(deps.box)
    this.staff = new StaffLog(deps.logger)
    this.settlements = new GroupCommit((batch) => this.settle(batch), {
      maxBatch: MAX_SETTLE_BATCH,
      // Several tries on other connections. A settlement that comes after its lease ran out is harmless: it changes nothing.
      retryForMs: Math.max(deps.options.leaseMarginMs / 2, 3 * STATEMENT_MS),
      retryPauseMs: SETTLE_RETRY_PAUSE_MS,
      isRefusal: (error) => refusalCodeOf(error) !== null,
      instead: ({ attempt, wasHealthy }, error) => {
        this.staff.unwritable(attempt, refusalCodeOf(error))
        return { attempt: withoutTexts(attempt), wasHealthy }
      },
    })
  }

  /** Leases due deliveries, with everything that their attempts need. */
  async claim(limit: number): Promise<{ leases: DeliveryLease[]; lookAgainMs: number | null }> {
    const { db, options } = this.deps
    // Here and not when the process starts: if the database is away, the next claim tries again.
    if (!this.prepared) await bounded(db, STATEMENT_MS, (bound) => this.deps.prepare(bound))
    this.prepared = true
    const input = {
      limit,
      now: options.clock.now(),
      leaseMs: options.leaseMs,
      lease_token: randomUUID(),
      defaultMaxConcurrency: options.maxConcurrency,
      answeredIds: [...this.answered],
    }
    let claimedMs = 0
    const { deliveries, lookAgainMs } = await bounded(db, STATEMENT_MS, (bound) => {
      // Measured before the claim, because the leases begin at some moment after this line.
      claimedMs = performance.now()
      return claimDeliveries(bound, input)
    })
    const isFresh = () => performance.now() - claimedMs < options.leaseMarginMs / 2
    const leases = deliveries.map((delivery) => ({
      delivery,
      isFresh,
      sizeBytes: delivery.data.length + (delivery.previous?.length ?? 0),
      attempt: () => this.attempt(delivery),
    }))
    return { leases, lookAgainMs }
  }

  /** Gives leases back that were not used, at shutdown: other workers may claim their deliveries at once. */
  async release(leases: readonly DeliveryLease[]): Promise<void> {
    const deliveries = leases.map(({ delivery }) => delivery)
    const tokens = deliveries.map(({ lease_token }) => lease_token)
    const ids = deliveries.map(({ id }) => id)
    await bounded(this.deps.db, STATEMENT_MS, (db) => releaseLeases(db, tokens, ids))
  }

  /** @returns milliseconds until the next delivery is due; `null` when none is pending. */
  async msUntilNextDue(): Promise<number | null> {
    const now = this.deps.options.clock.now()
    const at = await bounded(this.deps.db, STATEMENT_MS, (db) => nextDueAt(db, now))
    return at && Math.max(0, at.getTime() - now.getTime())
  }

  private async attempt(delivery: ClaimedDelivery): Promise<{ settled: Promise<void> }> {
    const { clock } = this.deps.options
    const startedAt = clock.now()
    const startedMs = performance.now()
    const { outcome, response_body } = await this.send(delivery, startedAt)
    const finishedAt = clock.now()
    const attemptNumber = delivery.attempts + 1
    const verdict = judge(
      outcome,
      {
        retry_policy: delivery.retry_policy,
        max_retries: delivery.max_retries,
        retry_interval_seconds: delivery.retry_interval_seconds,
        client_error_policy: delivery.client_error_policy,
      },
      attemptNumber,
      finishedAt,
      clock.draw()
    )
    const attempt: SettledAttempt = {
      attempt_id: newId("att"),
      delivery_id: delivery.id,
      subscription_id: delivery.subscription_id,
      lease_token: delivery.lease_token,
      attempt_number: attemptNumber,
      status: statusAfterAttempt(verdict.change),
      next_retry_at: verdict.next_retry_at?.toISOString() ?? null,
      outcome: storedText(outcome.kind),
      reason: outcome.reason && storedText(outcome.reason, MAX_REASON_CHARACTERS),
      response_code: outcome.response_code,
      response_body: response_body && storedText(response_body),
      duration_ms: Math.round(performance.now() - startedMs),
      started_at: startedAt.toISOString(),
      finished_at: finishedAt.toISOString(),
    }
    return { settled: this.record(attempt, delivery, verdict.next_retry_at) }
  }

  private async record(attempt: SettledAttempt, delivery: ClaimedDelivery, nextRetryAt: Date | null): Promise<void> {
    this.answered.add(delivery.id)
    try {
      await this.settlements.add({ wasHealthy: isHealthy(delivery), attempt })
    } catch (error) {
      const ids = `delivery ${delivery.id} of subscription ${delivery.subscription_id}`
      throw new UnsettledError(`${ids}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
    } finally {
      this.answered.delete(delivery.id)
    }
    this.deps.telemetry.finished(attempt, delivery)
    if (nextRetryAt) this.deps.onDue(nextRetryAt)
  }

  /** Makes the message and sends it. Whatever throws is an outcome: else the delivery would stay as it is, and be tried for ever. */
  private async send(delivery: ClaimedDelivery, now: Date): Promise<SendResult> {
    const { options, transports } = this.deps
    const timeoutMs = Math.min(delivery.timeout_ms ?? options.attemptTimeoutMs, options.attemptTimeoutMs)
    try {
      const transport = transports.get(delivery.transport)
      if (!transport)
        return this.notSent(delivery, unreadable(`this version knows no transport "${delivery.transport}"`))
      const made = makeMessage(delivery, this.secrets, now)
      if ("outcome" in made) return this.notSent(delivery, made.outcome)
      if (made.lostSecretsCount > 0) this.staff.lostSecrets(delivery, made.lostSecretsCount)
      return await within(timeoutMs + TRANSPORT_GRACE_MS, transport.send(made.message, { timeout_ms: timeoutMs }))
    } catch (error) {
      if (error instanceof DOMException && error.name === "TimeoutError") {
        this.staff.fault(delivery, `transport "${delivery.transport}" did not end its attempt by itself`)
        const outcome = outcomeWithoutAnswer("timed_out", `no complete answer within ${timeoutMs} ms`)
        return { outcome, response_body: null }
      }
      this.staff.fault(delivery, error)
      const outcome = unreadable("a fault of this version stopped the attempt; the log names it")
      return { outcome, response_body: null }
    }
  }

  private notSent(delivery: ClaimedDelivery, outcome: Outcome): SendResult {
    if (outcome.kind === "unreadable") this.staff.unreadable(delivery, outcome.reason)
    return { outcome, response_body: null }
  }

  private async settle(batch: Settlement[]): Promise<void> {
    const { db, options, publishing } = this.deps
    const { published, unpublished } = await bounded(db, STATEMENT_MS, (bound) =>
      settle(bound, batch, options.maxConcurrency, publishing)
    )
    if (unpublished) this.staff.unpublished(unpublished)
    if (published) this.deps.onDue()
  }
}
