import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { webhooksOf } from "../../webhooks-of"

/** @throws MedusaError NOT_FOUND, before a later step does anything. */
export const requireWebhookSubscriptionStep = createStep(
  "webhooks-require-subscription",
  async ({ id }: { id: string }, { container }) => {
    const { name, active, events } = await webhooksOf(container).retrieveWebhookSubscription(id)
    return new StepResponse({ id, name, active, events })
  }
)
