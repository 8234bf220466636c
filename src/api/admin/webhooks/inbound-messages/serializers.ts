import type { WebhookInboundMessageRow } from "../../../../modules/webhooks/models/webhook-inbound-message"
import type { Page } from "../../../_http/wire"

/** A message as lists show it: without the body. */
export function inboundSummary(row: WebhookInboundMessageRow) {
  const { id, source_id, kind, status, error, tries, next_try_at, processed_at, created_at, updated_at } = row
  return { id, source_id, kind, status, error, tries, next_try_at, processed_at, created_at, updated_at }
}
export type InboundSummary = ReturnType<typeof inboundSummary>

/** A message with what was sent, as it was sent, and what was answered. */
export function inboundView(row: WebhookInboundMessageRow) {
  return {
    ...inboundSummary(row),
    body: row.body,
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
