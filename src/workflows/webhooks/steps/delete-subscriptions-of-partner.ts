import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { webhooksOf } from "../../webhooks-of"

/** Deletes all subscriptions of a partner; their deliveries stay readable. Undone by restoring them. */
export const deleteSubscriptionsOfPartnerStep = createStep(
  "webhooks-delete-subscriptions-of-partner",
  async ({ id }: { id: string }, { container }) => {
    const webhooks = webhooksOf(container)
    const ids = (await webhooks.listWebhookSubscriptions({ partner_id: id })).map((row) => row.id)
    if (ids.length > 0) await webhooks.softDeleteWebhookSubscriptions(ids)
    return new StepResponse({ ids }, ids)
  },
  async (ids, { container }) => {
    if (ids && ids.length > 0) await webhooksOf(container).restoreWebhookSubscriptions(ids)
  }
)
