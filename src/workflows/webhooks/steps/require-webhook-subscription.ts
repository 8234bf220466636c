import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { webhooksOf } from "../../webhooks-of"

/** Stops the workflow before a later step writes anything. @throws MedusaError NOT_FOUND when there is no such subscription. */
export const requireWebhookSubscriptionStep = createStep(
  "webhooks-require-subscription",
  async ({ id }: { id: string }, { container }) => {
    const { name, active, events } = await webhooksOf(container).retrieveWebhookSubscription(id)
    return new StepResponse({ id, name, active, events })
  }
)
