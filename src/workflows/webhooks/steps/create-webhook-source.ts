import { MedusaError } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import type { CreateSourceInput } from "../../../modules/webhooks/inbound/source-input"
import { secretKindOf, settledSource } from "../../../modules/webhooks/inbound/source-rules"
import { requireMessages } from "../../inbound/source-messages"
import { webhooksOf } from "../../webhooks-of"

/** Writes the row. Undone by deleting it for good. @throws InvalidInput when its fields don't fit together. */
export const createWebhookSourceStep = createStep(
  "webhooks-create-source",
  async ({ secret, ...row }: CreateSourceInput, { container }) => {
    const webhooks = webhooksOf(container)
    const { profile } = settledSource(row, null)
    const secretKind = secretKindOf(profile, secret)
    requireMessages(row.slug, row.messages)
    // For a readable error only: when two requests come at once, the unique index decides.
    const [taken] = await webhooks.listWebhookSources({ slug: row.slug }, { take: 1 })
    if (taken) {
      throw new MedusaError(MedusaError.Types.DUPLICATE_ERROR, `slug: "${row.slug}" is taken by source ${taken.id}`)
    }
    const credential = row.fetch_credential === null ? null : await webhooks.sealText(row.fetch_credential)
    const source = await webhooks.createWebhookSources({ ...row, fetch_credential: credential })
    webhooks.inbox.forgetSources()
    return new StepResponse({ id: source.id, slug: source.slug, secretKind, givenSecret: secret }, source.id)
  },
  async (id, { container }) => {
    if (!id) return
    await webhooksOf(container).deleteWebhookSources(id)
    webhooksOf(container).inbox.forgetSources()
  }
)
