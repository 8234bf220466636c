import type { WebhookSourceRow } from "../../../../modules/webhooks/models/webhook-source"
import type { Page } from "../../../_http/wire"

/** A partner that calls us, without its secrets. */
export function sourceView(row: WebhookSourceRow) {
  const { id, name, slug, scheme, active, profile, settings, messages, rate_limit_per_minute, fetch_url } = row
  const { last_refused_at, last_refusal, created_at, updated_at } = row
  return {
    ...{ id, name, slug, scheme, active },
    /** `null`: the one named like `scheme`. */
    profile,
    settings: settings as Record<string, unknown>,
    /** `null`: every message that has a handler. */
    messages: messages as string[] | null,
    /** `null`: the default, 600. */
    rate_limit_per_minute,
    fetch_url,
    fetch_credential_set: row.fetch_credential !== null,
    /** Of the refused calls, one a minute is written down. */
    last_refused_at,
    last_refusal,
    created_at,
    updated_at,
  }
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
  /** `null` where the profile has none. */
  secret: string | null
}
