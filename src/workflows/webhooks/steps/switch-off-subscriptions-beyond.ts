import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { firstBeyond } from "../../../modules/webhooks/core/event-scope"
import { webhooksOf } from "../../webhooks-of"

interface SwitchOffSubscriptionsBeyondStepInput {
  /** The partner as it is now. */
  id: string
  active: boolean
  events: string[]
}

/** Switches off what the partner could not subscribe to any more: its rights are no older than its row. Undone by switching it on. */
export const switchOffSubscriptionsBeyondStep = createStep(
  "switch-off-subscriptions-beyond",
  async ({ id, active, events }: SwitchOffSubscriptionsBeyondStepInput, { container }) => {
    const webhooks = webhooksOf(container)
    const running = await webhooks.listWebhookSubscriptions({ partner_id: id, active: true })
    const beyond = running
      .filter((subscription) => !active || firstBeyond(subscription.events, events) >= 0)
      .map((row) => row.id)
    await webhooks.updateWebhookSubscriptions(beyond.map((subscriptionId) => ({ id: subscriptionId, active: false })))
    return new StepResponse(beyond.length, beyond)
  },
  async (beyond, { container }) => {
    if (beyond) await webhooksOf(container).updateWebhookSubscriptions(beyond.map((id) => ({ id, active: true })))
  }
)
