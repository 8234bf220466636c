import type { WebhookPartnerRow } from "../../../../modules/webhooks/models/webhook-partner"
import type { Page } from "../../../_http/wire"

/** Without the hash of the password. */
export function partnerView(row: WebhookPartnerRow) {
  const { id, name, application_id, account_id, events, active, failed_logins, locked_until, created_at, updated_at } =
    row
  return { id, name, application_id, account_id, events, active, failed_logins, locked_until, created_at, updated_at }
}
export type PartnerView = ReturnType<typeof partnerView>

export interface PartnerListAnswer extends Page {
  partners: PartnerView[]
}

export interface PartnerAnswer {
  partner: PartnerView
}

/** The one time the password is seen. */
export interface PartnerPasswordAnswer extends PartnerAnswer {
  application_password: string
}
