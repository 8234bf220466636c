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
    /** Id of a profile (`inbound/profiles/`); `null`: the one named like `scheme`. */
    profile: model.text().nullable(),
    /** As they were given; what the profile's schema makes of them is never stored. Written by `store/sources.ts` only: the generated update deep-merges. */
    settings: model.json().default({}),
    /** Names of the messages that the source may send; `null`: every message that has a handler. */
    messages: model.array().nullable(),
    rate_limit_per_minute: model.number().nullable(),
    /** Where the vendor of thin events is asked for what a call is about. */
    fetch_url: model.text().nullable(),
    /** Value of the `authorization` header of those requests, encrypted. */
    fetch_credential: model.text().nullable(),
    /** The newest refused call that was written down; at most one a minute is. */
    last_refused_at: model.dateTime().nullable(),
    last_refusal: model.text().nullable(),
  })
  .indexes([{ on: ["slug"], unique: true }])

export type WebhookSourceRow = InferTypeOf<typeof WebhookSource>
