import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { webhooksOf } from "../../webhooks-of"

/** Cancels the open deliveries of subscriptions that are deleted. Undone by restoring their former states. */
export const cancelDeliveriesOfSubscriptionsStep = createStep(
  "webhooks-cancel-deliveries-of-subscriptions",
  async ({ ids }: { ids: string[] }, { container }) => {
    const formerStates = await webhooksOf(container).cancelDeliveriesOf(...ids)
    return new StepResponse(formerStates.length, formerStates)
  },
  async (formerStates, { container }) => {
    if (formerStates) await webhooksOf(container).restoreDeliveries(formerStates)
  }
)
