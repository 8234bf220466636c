import type { WebhookSourceRow } from "../../../../modules/webhooks/models/webhook-source"
import type { Page } from "../../../_http/wire"

/** A partner that calls us, without its secrets. */
export function sourceView({ id, name, slug, scheme, active, created_at, updated_at }: WebhookSourceRow) {
  return { id, name, slug, scheme, active, created_at, updated_at }
}
export type SourceView = ReturnType<typeof sourceView>

export interface SourceListAnswer extends Page {
  sources: SourceView[]
}

export interface SourceAnswer {
  source: SourceView
}

/** The one time the secret is seen. */
export interface SourceSecretAnswer extends SourceAnswer {
  secret: string
}
