import type { InferTypeOf } from "@medusajs/framework/types"
import { model } from "@medusajs/framework/utils"

/** A partner that looks after its own subscriptions, with credentials of its own. */
export const WebhookPartner = model
  .define("webhook_partner", {
    id: model.id({ prefix: "ptr" }).primaryKey(),
    name: model.text().searchable(),
    application_id: model.text().searchable(),
    /** scrypt; the password itself is shown once. */
    password_hash: model.text(),
    /** A practice is tied to its account; `null` is a vendor, which may subscribe to every account's events. */
    account_id: model.text().nullable(),
    /** Event types and patterns it may subscribe to. */
    events: model.array(),
    active: model.boolean().default(true),
    /** Wrong passwords in a row, and until when further ones are not even looked at. */
    failed_logins: model.number().default(0),
    locked_until: model.dateTime().nullable(),
  })
  .indexes([{ on: ["application_id"], unique: true }])

export type WebhookPartnerRow = InferTypeOf<typeof WebhookPartner>
