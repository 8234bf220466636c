import { randomUUID } from "node:crypto"
import { isHealthy } from "../core/circuit-breaker"
import { statusAfterAttempt } from "../core/delivery-state"
import { FORMATS } from "../core/formats"
import { outcomeWithoutAnswer } from "../core/outcome"
import { outgoingHeaders } from "../core/outgoing-message"
import { judge } from "../core/retry-decision"
import { SIGNATURE_SCHEMES } from "../core/signature-schemes"
import type { SecretBox } from "../core/secret-box"
import { newId } from "../ids"
import type { WebhooksOptions } from "../options"
import type { PublishContext } from "../publishing/types"
import type { DueWork, Lease } from "../queue-engine"
import { DecryptedCache } from "../secrets/decrypted-cache"
import { claimDeliveries, type ClaimedDelivery } from "../store/claim-deliveries"
import type { Db } from "../store/db"
import { nextDueAt } from "../store/next-due"
import { releaseLeases, type SettledAttempt } from "../store/settle-attempts"
import type { AttemptTelemetry } from "../telemetry"
import type { SendResult, Transport } from "../transport"
import { GroupCommit } from "./group-commit"
import { settle, type Settlement } from "./settle"

/** What the dispatcher needs from the process. */
export interface DispatcherDeps {
  db: Db
  options: WebhooksOptions
  box: SecretBox
  transports: ReadonlyMap<string, Transport>
  /** For the events that inform operators of a failing or disabled subscription. */
  publishing: PublishContext
  telemetry: AttemptTelemetry
  /** Runs once, before the first claim: work without which nothing may be sent. */
  prepare(): Promise<void>
  /** Called when a delivery is due: now, or at an instant. */
  onDue(at?: Date): void
}

/** A lease together with its delivery. */
interface DeliveryLease extends Lease {
  delivery: ClaimedDelivery
}

const MAX_SETTLE_BATCH = 200
const SETTLE_RETRY_PAUSE_MS = 100

/**
 * The dispatcher: the use case "a delivery goes out". Claims, renders, signs, sends, judges the outcome, and settles. No
 * transaction is open while a request is on the wire.
 */
export class Dispatcher implements DueWork {
  private readonly settlements: GroupCommit<Settlement>
  private readonly secrets: DecryptedCache
  /** Ids of deliveries that are answered and not yet settled: their slots are free for other deliveries. */
  private readonly answered = new Set<string>()
  private prepared = false

  constructor(private readonly deps: DispatcherDeps) {
    this.secrets = new DecryptedCache(deps.box)
    this.settlements = new GroupCommit((batch) => this.settle(batch), {
      maxBatch: MAX_SETTLE_BATCH,
      // No longer than the leases last: after that another worker may send the same deliveries.
      retryForMs: deps.options.leaseMarginMs / 2,
      retryPauseMs: SETTLE_RETRY_PAUSE_MS,
    })
  }

  /** Leases due deliveries, with everything that their attempts need. */
  async claim(limit: number): Promise<{ leases: DeliveryLease[]; lookAgainMs: number | null }> {
    const { db, options } = this.deps
    // Here and not when the process starts: if the database is away, the next claim tries again.
    if (!this.prepared) await this.deps.prepare()
    this.prepared = true
    // Measured before the claim, because the leases begin at some moment after this line.
    const claimedMs = performance.now()
    const { deliveries, lookAgainMs } = await claimDeliveries(db, {
      limit,
      now: options.clock.now(),
      leaseMs: options.leaseMs,
      lease_token: randomUUID(),
      defaultMaxConcurrency: options.maxConcurrency,
      answeredIds: [...this.answered],
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
    await releaseLeases(
      this.deps.db,
      deliveries.map(({ lease_token }) => lease_token),
      deliveries.map(({ id }) => id)
    )
  }

  /** @returns milliseconds until the next delivery is due; `null` when none is pending. */
  async msUntilNextDue(): Promise<number | null> {
    const now = this.deps.options.clock.now()
    const at = await nextDueAt(this.deps.db, now)
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
      outcome: outcome.kind,
      reason: outcome.reason,
      response_code: outcome.response_code,
      response_body,
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
    } finally {
      this.answered.delete(delivery.id)
    }
    this.deps.telemetry.finished(attempt, delivery)
    if (nextRetryAt) this.deps.onDue(nextRetryAt)
  }

  private async send(delivery: ClaimedDelivery, now: Date): Promise<SendResult> {
    const { options, transports } = this.deps
    const transport = transports.get(delivery.transport)
    const format = FORMATS[delivery.format]
    const scheme = SIGNATURE_SCHEMES[delivery.signature_scheme]
    if (!transport || !format || !scheme) {
      const missing = !transport
        ? `transport "${delivery.transport}"`
        : !format
          ? `format "${delivery.format}"`
          : `signature scheme "${delivery.signature_scheme}"`
      return {
        outcome: outcomeWithoutAnswer("invalid_request", `this version knows no ${missing}`),
        response_body: null,
      }
    }
    // Nothing is sent unsigned: a receiver could not verify it.
    if (delivery.secrets.length === 0) {
      return {
        outcome: outcomeWithoutAnswer("invalid_request", "the subscription has no live secret"),
        response_body: null,
      }
    }
    const body = Buffer.from(
      format.render(
        {
          id: delivery.event_id,
          type: delivery.event_type,
          occurred_at: delivery.occurred_at,
          data: delivery.data,
          previous: delivery.previous,
        },
        { subscription_id: delivery.subscription_id, api_version: delivery.api_version }
      )
    )
    const headers = outgoingHeaders(
      {
        event_id: delivery.event_id,
        event_type: delivery.event_type,
        delivery_id: delivery.id,
        attempt_number: delivery.attempts + 1,
        body,
        scheme,
        secrets: delivery.secrets.map((sealed) => this.secrets.open(sealed)),
        traceparent: delivery.traceparent,
        customHeaders: (delivery.headers ?? []).map(({ name, value }) => ({ name, value: this.secrets.open(value) })),
      },
      now
    )
    const timeoutMs = Math.min(delivery.timeout_ms ?? options.attemptTimeoutMs, options.attemptTimeoutMs)
    const urlPassword = delivery.url_password === null ? null : this.secrets.open(delivery.url_password)
    return transport.send(
      { url: delivery.url, url_password: urlPassword, method: delivery.method, headers, body },
      { timeout_ms: timeoutMs }
    )
  }

  private async settle(batch: Settlement[]): Promise<void> {
    const { db, options, publishing } = this.deps
    const { published } = await settle(db, batch, options.maxConcurrency, publishing)
    if (published) this.deps.onDue()
  }
}
