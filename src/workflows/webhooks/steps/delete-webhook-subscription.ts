import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { webhooksOf } from "../../webhooks-of"

/** Deletes the subscription; its deliveries stay readable. Undone by restoring it. */
export const deleteWebhookSubscriptionStep = createStep(
  "webhooks-delete-subscription",
  async ({ id }: { id: string }, { container }) => {
    const webhooks = webhooksOf(container)
    await webhooks.retrieveWebhookSubscription(id)
    await webhooks.softDeleteWebhookSubscriptions(id)
    return new StepResponse({ id }, id)
  },
  async (id, { container }) => {
    if (id) await webhooksOf(container).restoreWebhookSubscriptions(id)
  }
)
