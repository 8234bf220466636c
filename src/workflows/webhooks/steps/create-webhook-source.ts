import { MedusaError } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import type { CreateSourceInput } from "../../../modules/webhooks/inbound/source-input"
import { webhooksOf } from "../../webhooks-of"

/** Writes the row. Undone by deleting it for good. */
export const createWebhookSourceStep = createStep(
  "webhooks-create-source",
  async ({ secret, ...row }: CreateSourceInput, { container }) => {
    const webhooks = webhooksOf(container)
    // For a readable error only: when two requests come at once, the unique index decides.
    const [taken] = await webhooks.listWebhookSources({ slug: row.slug }, { take: 1 })
    if (taken) {
      throw new MedusaError(MedusaError.Types.DUPLICATE_ERROR, `slug: "${row.slug}" is taken by source ${taken.id}`)
    }
    const source = await webhooks.createWebhookSources(row)
    return new StepResponse({ id: source.id, slug: source.slug, givenSecret: secret }, source.id)
  },
  async (id, { container }) => {
    if (id) await webhooksOf(container).deleteWebhookSources(id)
  }
)
