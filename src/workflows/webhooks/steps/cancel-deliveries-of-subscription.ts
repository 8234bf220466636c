import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { webhooksOf } from "../../webhooks-of"

/** Nothing more is owed to a subscription that is gone. Undone by putting each delivery back as it stood. */
export const cancelDeliveriesOfSubscriptionStep = createStep(
  "cancel-deliveries-of-subscription",
  async ({ id }: { id: string }, { container }) => {
    const standings = await webhooksOf(container).cancelDeliveriesOf(id)
    return new StepResponse(standings.length, standings)
  },
  async (standings, { container }) => {
    if (standings) await webhooksOf(container).restoreDeliveries(standings)
  }
)
