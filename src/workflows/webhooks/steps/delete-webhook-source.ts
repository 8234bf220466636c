import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { webhooksOf } from "../../webhooks-of"

/** Deletes the source: its calls get 401 from now on. Its messages stay readable. Undone by restoring it. */
export const deleteWebhookSourceStep = createStep(
  "webhooks-delete-source",
  async ({ id }: { id: string }, { container }) => {
    const webhooks = webhooksOf(container)
    await webhooks.retrieveWebhookSource(id)
    await webhooks.softDeleteWebhookSources(id)
    webhooks.inbox.forgetSources()
    return new StepResponse({ id }, id)
  },
  async (id, { container }) => {
    if (!id) return
    await webhooksOf(container).restoreWebhookSources(id)
    webhooksOf(container).inbox.forgetSources()
  }
)
