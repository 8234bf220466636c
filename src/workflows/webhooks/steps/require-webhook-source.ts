import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { webhooksOf } from "../../webhooks-of"

/** Stops the workflow before a later step writes anything. @throws MedusaError NOT_FOUND when there is no such source. */
export const requireWebhookSourceStep = createStep(
  "webhooks-require-source",
  async ({ id }: { id: string }, { container }) => {
    const { slug } = await webhooksOf(container).retrieveWebhookSource(id)
    return new StepResponse({ id, slug })
  }
)
