import { model } from "@medusajs/framework/utils"

/** A secret of a subscription or a source, sealed. Several live ones per owner while a rotation's grace period runs. */
export const WebhookSigningSecret = model.define("webhook_signing_secret", {
  id: model.id({ prefix: "whsk" }).primaryKey(),
  /** `sub_…` or `src_…`. */
  owner_id: model.text().index(),
  sealed: model.text(),
  /** Once past, it signs and verifies nothing; `null` for the newest. */
  expires_at: model.dateTime().nullable(),
})
