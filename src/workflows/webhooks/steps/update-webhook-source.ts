import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import type { UpdateSourceInput } from "../../../modules/webhooks/inbound/source-input"
import { webhooksOf } from "../../webhooks-of"

/** Updates the source's row. Undone by writing the former values back. */
export const updateWebhookSourceStep = createStep(
  "webhooks-update-source",
  async ({ id, changes }: { id: string; changes: UpdateSourceInput }, { container }) => {
    const webhooks = webhooksOf(container)
    const { name, scheme, active } = await webhooks.retrieveWebhookSource(id)
    await webhooks.updateWebhookSources({ id, ...changes })
    return new StepResponse({ id }, { id, name, scheme, active })
  },
  async (former, { container }) => {
    if (former) await webhooksOf(container).updateWebhookSources(former)
  }
)
