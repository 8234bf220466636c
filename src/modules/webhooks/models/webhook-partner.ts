import type { InferTypeOf } from "@medusajs/framework/types"
import { model } from "@medusajs/framework/utils"

/** A self-service partner: has credentials, and manages its own subscriptions. */
export const WebhookPartner = model
  .define("webhook_partner", {
    id: model.id({ prefix: "ptr" }).primaryKey(),
    name: model.text().searchable(),
    application_id: model.text().searchable(),
    /** scrypt hash; the password itself is shown once. */
    password_hash: model.text(),
    /** A practice is tied to its account; `null` is a vendor, which may subscribe to every account's events. */
    account_id: model.text().nullable(),
    /** Event types and patterns that the partner may subscribe to. */
    events: model.array(),
    active: model.boolean().default(true),
    /** Wrong passwords in a row; `locked_until` is the time before which no further password is checked. */
    failed_logins: model.number().default(0),
    locked_until: model.dateTime().nullable(),
  })
  .indexes([{ on: ["application_id"], unique: true }])

export type WebhookPartnerRow = InferTypeOf<typeof WebhookPartner>
