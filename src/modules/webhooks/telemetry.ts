import {
  SpanKind,
  SpanStatusCode,
  context,
  metrics,
  propagation,
  trace,
  type Context,
} from "@medusajs/framework/opentelemetry/api"
import type { Logger } from "@medusajs/framework/types"
import type { SettledAttempt } from "./store/settle-attempts"

const NAME = "medusa-webhooks"

export type AttemptLog = "all" | "failures" | "none"

/** Facts about an attempt, for traces and logs, that its row does not have; never a payload, a header or a secret. */
export interface AttemptFacts {
  event_id: string
  event_type: string
  transport: string
  /** The target; its password is masked. */
  url: string
  /** When the event happened: the start of the delivery's lag. */
  occurred_at: Date
  /** W3C trace context of the publish, if there was one. */
  traceparent: string | null
}

/**
 * The trace context to store with an event, so that its attempts, later and in other processes, join its trace.
 * `null` without an OpenTelemetry SDK (see Medusa's `instrumentation.ts`): all calls in this file then do nothing.
 */
export function currentTraceparent(): string | null {
  const carrier: Record<string, string> = {}
  propagation.inject(context.active(), carrier)
  return carrier.traceparent ?? null
}

/** Runs `publish` in a span `webhooks.publish`. */
export function inPublishSpan<T>(types: readonly string[], publish: () => Promise<T>): Promise<T> {
  const attributes = { "webhook.event_types": [...new Set(types)].join(","), "webhook.events": types.length }
  return trace
    .getTracer(NAME)
    .startActiveSpan("webhooks.publish", { kind: SpanKind.PRODUCER, attributes }, async (span) => {
      try {
        return await publish()
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.message : String(error) })
        throw error
      } finally {
        span.end()
      }
    })
}

/** The receiver's host and port as span attributes, by OpenTelemetry's conventions; none where the URL can't be parsed. */
function serverOf(url: string): Record<string, string | number> {
  if (!URL.canParse(url)) return {}
  const { hostname, port } = new URL(url)
  return { "server.address": hostname, ...(port === "" ? {} : { "server.port": Number(port) }) }
}

/** Reports each attempt as a span, as metrics, and as a log line. */
export class AttemptTelemetry {
  private readonly tracer = trace.getTracer(NAME)
  private readonly attempts = metrics
    .getMeter(NAME)
    .createCounter("webhooks.attempts", { description: "Attempts by outcome" })
  private readonly duration = metrics.getMeter(NAME).createHistogram("webhooks.attempt.duration", {
    unit: "s",
    description: "From connecting to the end of the answer",
  })
  private readonly lag = metrics
    .getMeter(NAME)
    .createHistogram("webhooks.delivery.lag", { unit: "s", description: "From the event to its arrival" })

  constructor(
    private readonly logger: Logger,
    private readonly log: AttemptLog
  ) {}

  /** Reports a settled attempt. */
  finished(attempt: SettledAttempt, facts: AttemptFacts): void {
    const attributes = {
      "webhook.event_type": facts.event_type,
      "webhook.outcome": attempt.outcome,
      "webhook.transport": facts.transport,
    }
    this.attempts.add(1, attributes)
    this.duration.record(attempt.duration_ms / 1_000, attributes)
    if (attempt.status === "delivered") {
      this.lag.record((Date.parse(attempt.finished_at) - facts.occurred_at.getTime()) / 1_000, {
        "webhook.event_type": facts.event_type,
      })
    }
    this.span(attempt, facts, attributes)
    this.line(attempt, facts)
  }

  private span(attempt: SettledAttempt, facts: AttemptFacts, attributes: Record<string, string>): void {
    const parent: Context = facts.traceparent
      ? propagation.extract(context.active(), { traceparent: facts.traceparent })
      : context.active()
    const ids = {
      "webhook.event_id": facts.event_id,
      "webhook.delivery_id": attempt.delivery_id,
      "webhook.subscription_id": attempt.subscription_id,
    }
    const span = this.tracer.startSpan(
      "webhooks.attempt",
      {
        kind: facts.transport === "http" ? SpanKind.CLIENT : SpanKind.PRODUCER,
        startTime: new Date(attempt.started_at),
        attributes: {
          ...attributes,
          ...ids,
          "webhook.attempt": attempt.attempt_number,
          ...serverOf(facts.url),
          ...(attempt.response_code === null ? {} : { "http.response.status_code": attempt.response_code }),
        },
      },
      parent
    )
    if (attempt.status !== "delivered")
      span.setStatus({ code: SpanStatusCode.ERROR, message: attempt.reason ?? attempt.outcome })
    span.end(new Date(attempt.finished_at))
  }

  private line(attempt: SettledAttempt, facts: AttemptFacts): void {
    const succeeded = attempt.status === "delivered"
    if (this.log === "none" || (this.log === "failures" && succeeded)) return
    const {
      delivery_id,
      subscription_id,
      attempt_number,
      status,
      outcome,
      reason,
      response_code,
      duration_ms,
      next_retry_at,
    } = attempt
    const text = `webhook_delivery.attempted ${JSON.stringify({
      delivery_id,
      subscription_id,
      event_id: facts.event_id,
      event_type: facts.event_type,
      attempt_number,
      status,
      outcome,
      reason,
      response_code,
      duration_ms,
      next_retry_at,
    })}`
    if (succeeded) this.logger.info(text)
    else this.logger.warn(text)
  }
}
