import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { firstOutsideScope } from "../../../modules/webhooks/core/event-scope"
import { webhooksOf } from "../../webhooks-of"

interface DeactivateOutOfScopeInput {
  /** The partner as it is now. */
  id: string
  active: boolean
  events: string[]
}

/** Switches off subscriptions that the partner may not have any more, after its events were reduced or it was switched off. Undone by switching them on. */
export const deactivateOutOfScopeSubscriptionsStep = createStep(
  "webhooks-deactivate-out-of-scope-subscriptions",
  async ({ id, active, events }: DeactivateOutOfScopeInput, { container }) => {
    const webhooks = webhooksOf(container)
    const running = await webhooks.listWebhookSubscriptions({ partner_id: id, active: true })
    const outOfScope = running
      .filter((subscription) => !active || firstOutsideScope(subscription.events, events) >= 0)
      .map((row) => row.id)
    await webhooks.updateWebhookSubscriptions(
      outOfScope.map((subscriptionId) => ({ id: subscriptionId, active: false }))
    )
    return new StepResponse(outOfScope.length, outOfScope)
  },
  async (outOfScope, { container }) => {
    if (outOfScope)
      await webhooksOf(container).updateWebhookSubscriptions(outOfScope.map((id) => ({ id, active: true })))
  }
)
