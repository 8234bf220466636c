import type { InferTypeOf } from "@medusajs/framework/types"
import { model } from "@medusajs/framework/utils"

/** A partner that calls us. Its secrets live in `webhook_signing_secret`. */
export const WebhookSource = model
  .define("webhook_source", {
    id: model.id({ prefix: "src" }).primaryKey(),
    name: model.text().searchable(),
    /** Names the partner's routes: `emr`. */
    slug: model.text().searchable(),
    scheme: model.text().default("standard"),
    active: model.boolean().default(true),
  })
  .indexes([{ on: ["slug"], unique: true }])

export type WebhookSourceRow = InferTypeOf<typeof WebhookSource>
