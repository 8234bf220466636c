import type { WebhookInboundMessageRow } from "../../../../modules/webhooks/models/webhook-inbound-message"
import type { Page } from "../../../_http/wire"

/** A message as lists show it: without the body. */
export function inboundSummary(row: WebhookInboundMessageRow) {
  const { id, source_id, kind, status, cause, error, waits_for, tries, next_try_at, processed_at } = row
  const { created_at, updated_at } = row
  return {
    ...{ id, source_id, kind, status },
    /** A word for filters, such as `unknown_patient`; `error` is the sentence. */
    cause,
    error,
    /** What has to change before a failed message is tried again by itself. */
    waits_for,
    ...{ tries, next_try_at, processed_at, created_at, updated_at },
  }
}
export type InboundSummary = ReturnType<typeof inboundSummary>

/** A message with what was sent, as it was sent, and what was answered. @param body in clear text; `null` when it can't be opened. */
export function inboundView(row: WebhookInboundMessageRow, body: string | null) {
  return {
    ...inboundSummary(row),
    body,
    result: row.result === null ? null : (JSON.parse(row.result) as unknown),
  }
}
export type InboundView = ReturnType<typeof inboundView>

export interface InboundListAnswer extends Page {
  inbound_messages: InboundSummary[]
}

export interface InboundAnswer {
  inbound_message: InboundView
}

/** How many messages are processed again, or would be. */
export interface ReprocessAnswer {
  count: number
}
