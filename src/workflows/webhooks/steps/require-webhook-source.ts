import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { webhooksOf } from "../../webhooks-of"

/** @throws MedusaError NOT_FOUND, before a later step does anything. */
export const requireWebhookSourceStep = createStep(
  "webhooks-require-source",
  async ({ id }: { id: string }, { container }) => {
    const { slug } = await webhooksOf(container).retrieveWebhookSource(id)
    return new StepResponse({ id, slug })
  }
)
