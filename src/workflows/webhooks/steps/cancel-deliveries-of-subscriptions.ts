import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { webhooksOf } from "../../webhooks-of"

/** Nothing more is owed to subscriptions that are gone. Undone by putting each delivery back as it stood. */
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
