import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { withDefaults, type CreateSubscriptionInput } from "../../../modules/webhooks/subscription-input"
import { webhooksOf } from "../../webhooks-of"

export type CreateWebhookSubscriptionStepInput = CreateSubscriptionInput & { created_by: string | null }

/** Writes the row, header values sealed. Undone by deleting it for good. */
export const createWebhookSubscriptionStep = createStep(
  "create-webhook-subscription",
  async ({ created_by, ...input }: CreateWebhookSubscriptionStepInput, { container }) => {
    const webhooks = webhooksOf(container)
    const row = withDefaults(input)
    const headers = await Promise.all(
      row.headers.map(async ({ name, value }) => ({ name, value: await webhooks.sealText(value) }))
    )
    const subscription = await webhooks.createWebhookSubscriptions({
      ...row,
      headers: headers as unknown as Record<string, unknown>,
      created_by,
    })
    return new StepResponse({ id: subscription.id, given_secret: input.secret }, subscription.id)
  },
  async (id, { container }) => {
    if (id) await webhooksOf(container).deleteWebhookSubscriptions(id)
  }
)
