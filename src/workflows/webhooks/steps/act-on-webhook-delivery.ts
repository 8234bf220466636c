import { MedusaError } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { webhooksOf } from "../../webhooks-of"

export interface ActOnWebhookDeliveryStepInput {
  id: string
  act: "retry" | "cancel"
}

/**
 * Retries or cancels a delivery. Undone by restoring its former state.
 * @throws MedusaError NOT_FOUND, or NOT_ALLOWED where its status or its subscription forbids it.
 */
export const actOnWebhookDeliveryStep = createStep(
  "webhooks-act-on-delivery",
  async ({ id, act }: ActOnWebhookDeliveryStepInput, { container }) => {
    const webhooks = webhooksOf(container)
    const { status, subscription_id, event_id } = await webhooks.retrieveWebhookDelivery(id)
    if (act === "retry") {
      const { payload_removed_at } = await webhooks.retrieveWebhookEvent(event_id)
      if (payload_removed_at !== null) {
        throw new MedusaError(
          MedusaError.Types.NOT_ALLOWED,
          `delivery ${id} can't be retried: its payload was removed by retention`
        )
      }
      const [subscription] = await webhooks.listWebhookSubscriptions({ id: subscription_id }, { take: 1 })
      if (!subscription?.active) {
        const why = subscription ? "is switched off: set active to true first" : "was deleted"
        throw new MedusaError(
          MedusaError.Types.NOT_ALLOWED,
          `delivery ${id} can't be retried: subscription ${subscription_id} ${why}`
        )
      }
    }
    const former = act === "retry" ? await webhooks.retryDelivery(id) : await webhooks.cancelDelivery(id)
    if (!former) {
      throw new MedusaError(MedusaError.Types.NOT_ALLOWED, `delivery ${id} is ${status}: there is nothing to ${act}`)
    }
    return new StepResponse({ id }, former)
  },
  async (former, { container }) => {
    if (former) await webhooksOf(container).restoreDeliveries([former])
  }
)
