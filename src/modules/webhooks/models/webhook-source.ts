import type { InferTypeOf } from "@medusajs/framework/types"
import { model } from "@medusajs/framework/utils"

/** A source: a partner that calls us. Its secrets are in `webhook_signing_secret`. */
export const WebhookSource = model
  .define("webhook_source", {
    id: model.id({ prefix: "src" }).primaryKey(),
    name: model.text().searchable(),
    /** Part of the source's routes: `emr` in `/webhooks/emr/…`. */
    slug: model.text().searchable(),
    scheme: model.text().default("standard"),
    active: model.boolean().default(true),
  })
  .indexes([{ on: ["slug"], unique: true }])

export type WebhookSourceRow = InferTypeOf<typeof WebhookSource>
