import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { webhooksOf } from "../../webhooks-of"

/** Deletes the partner: its credentials are invalid from now on. Undone by restoring it. */
export const deleteWebhookPartnerStep = createStep(
  "webhooks-delete-partner",
  async ({ id }: { id: string }, { container }) => {
    const webhooks = webhooksOf(container)
    await webhooks.retrieveWebhookPartner(id)
    await webhooks.softDeleteWebhookPartners(id)
    return new StepResponse({ id }, id)
  },
  async (id, { container }) => {
    if (id) await webhooksOf(container).restoreWebhookPartners(id)
  }
)
