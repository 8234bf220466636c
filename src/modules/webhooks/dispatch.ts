import { randomUUID } from "node:crypto"
import { generateEntityId } from "@medusajs/framework/utils"
import { transition, type DeliveryStatus } from "./core/delivery-state"
import { FORMATS, type FormatId } from "./core/format"
import { hasFailedTooLong } from "./core/health"
import { judge, type ClientErrorPolicy } from "./core/judge"
import { outcomeWithoutAnswer } from "./core/outcome"
import { outgoingHeaders } from "./core/outgoing-message"
import type { RetryPolicyId } from "./core/retry-policy"
import type { SecretBox } from "./core/secret-box"
import type { SignatureSchemeId } from "./core/signature-scheme"
import type { WebhooksOptions } from "./options"
import type { DueWork } from "./queue-engine"
import { SettleQueue } from "./settle-queue"
import { claimDeliveries, type ClaimedDelivery } from "./store/claim-deliveries"
import type { Db } from "./store/db"
import { nextDueAt } from "./store/next-due"
import { settleAttempts, type SettledAttempt } from "./store/settle-attempts"
import { disableSubscriptions, markFailing, markHealthy } from "./store/subscription-health"
import type { SendResult, Transport } from "./transport"

export interface DispatcherDeps {
  db: Db
  options: WebhooksOptions
  box: SecretBox
  transports: ReadonlyMap<string, Transport>
}

/** An attempt to be written down, with what it means for the subscription. */
interface Settlement {
  attempt: SettledAttempt
  disable: "gone" | "failing" | null
}

const MAX_SETTLE_BATCH = 200

/**
 * The use case "a delivery goes out": claim, render, sign, send, judge, settle. No transaction is open while a
 * request is on the wire.
 */
export class Dispatcher implements DueWork {
  private readonly settlements: SettleQueue<Settlement>

  constructor(private readonly deps: DispatcherDeps) {
    this.settlements = new SettleQueue((batch) => this.settle(batch), MAX_SETTLE_BATCH)
  }

  async claim(limit: number): Promise<(() => Promise<void>)[]> {
    const { db, options } = this.deps
    const claimed = await claimDeliveries(db, {
      limit,
      now: options.clock.now(),
      lease_ms: options.leaseMs,
      lease_token: randomUUID(),
      default_max_concurrency: options.maxConcurrency,
    })
    return claimed.map((delivery) => () => this.attempt(delivery))
  }

  async msUntilNextDue(): Promise<number | null> {
    const now = this.deps.options.clock.now()
    const at = await nextDueAt(this.deps.db, now)
    return at && Math.max(0, at.getTime() - now.getTime())
  }

  private async attempt(delivery: ClaimedDelivery): Promise<void> {
    const { clock } = this.deps.options
    const started_at = clock.now()
    const started_ms = performance.now()
    const { outcome, response_body } = await this.send(delivery, started_at)
    const finished_at = clock.now()
    const attempt_number = delivery.attempts + 1
    const verdict = judge(
      outcome,
      {
        retry_policy: delivery.retry_policy as RetryPolicyId,
        max_retries: delivery.max_retries,
        retry_interval_seconds: delivery.retry_interval_seconds,
        client_error_policy: delivery.client_error_policy as ClientErrorPolicy,
      },
      attempt_number,
      finished_at,
      clock.draw()
    )
    const failing = verdict.change !== "succeed" && hasFailedTooLong(delivery.failing_since, finished_at)
    await this.settlements.add({
      disable: verdict.disable ?? (failing ? "failing" : null),
      attempt: {
        attempt_id: generateEntityId(undefined, "att"),
        delivery_id: delivery.id,
        subscription_id: delivery.subscription_id,
        lease_token: delivery.lease_token,
        attempt_number,
        // Only open deliveries are claimed, and every verdict is allowed from an open status.
        status: transition("retrying", verdict.change) as DeliveryStatus,
        next_retry_at: verdict.next_retry_at?.toISOString() ?? null,
        outcome: outcome.kind,
        reason: outcome.reason,
        response_code: outcome.response_code,
        response_body,
        duration_ms: Math.round(performance.now() - started_ms),
        started_at: started_at.toISOString(),
        finished_at: finished_at.toISOString(),
      },
    })
  }

  private async send(delivery: ClaimedDelivery, now: Date): Promise<SendResult> {
    const { options, box, transports } = this.deps
    const transport = transports.get(delivery.transport)
    const format = FORMATS[delivery.format as FormatId]
    if (!transport || !format) {
      const missing = transport ? `format "${delivery.format}"` : `transport "${delivery.transport}"`
      return { outcome: outcomeWithoutAnswer("invalid_request", `this version knows no ${missing}`), response_body: null }
    }
    // Nothing leaves unsigned.
    if (delivery.secrets.length === 0) {
      return { outcome: outcomeWithoutAnswer("invalid_request", "the subscription has no live secret"), response_body: null }
    }
    const body = Buffer.from(
      format.render(
        {
          id: delivery.event_id, type: delivery.event_type, occurred_at: delivery.occurred_at,
          data: delivery.data, previous: delivery.previous,
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
        signature_scheme: delivery.signature_scheme as SignatureSchemeId,
        secrets: delivery.secrets.map((sealed) => box.open(sealed)),
        custom_headers: (delivery.headers ?? []).map(({ name, value }) => ({ name, value: box.open(value) })),
      },
      now
    )
    const timeout_ms = Math.min(delivery.timeout_ms ?? options.attemptTimeoutMs, options.attemptTimeoutMs)
    return transport.send({ url: delivery.url, method: delivery.method, headers, body }, { timeout_ms })
  }

  private async settle(batch: Settlement[]): Promise<void> {
    const now = this.deps.options.clock.now()
    const idsWhere = (test: (settlement: Settlement) => boolean) => [
      ...new Set(batch.filter(test).map(({ attempt }) => attempt.subscription_id)),
    ]
    const healthy = idsWhere(({ attempt }) => attempt.status === "delivered")
    const failing = idsWhere(({ attempt }) => attempt.status !== "delivered").filter((id) => !healthy.includes(id))
    await this.deps.db.transaction(async (trx) => {
      await settleAttempts(trx, batch.map(({ attempt }) => attempt))
      await markHealthy(trx, healthy)
      await markFailing(trx, failing, now)
      await disableSubscriptions(trx, idsWhere(({ disable }) => disable === "gone"), "gone", now)
      await disableSubscriptions(
        trx,
        idsWhere(({ disable }) => disable === "failing").filter((id) => !healthy.includes(id)),
        "failing",
        now
      )
    })
  }
}
