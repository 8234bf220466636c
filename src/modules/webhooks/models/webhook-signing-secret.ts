import { model } from "@medusajs/framework/utils"

/** An encrypted signing secret of a subscription or a source. An owner has several live ones while a rotation's grace period runs. */
export const WebhookSigningSecret = model.define("webhook_signing_secret", {
  id: model.id({ prefix: "whsk" }).primaryKey(),
  /** `sub_…`, `src_…`, or `src_…:callbacks` (see core/secret-owner). */
  owner_id: model.text().index(),
  sealed: model.text(),
  /** From then on the secret neither signs nor verifies; `null` for the newest. */
  expires_at: model.dateTime().nullable(),
})
