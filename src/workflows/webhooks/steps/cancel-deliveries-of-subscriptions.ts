import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { webhooksOf } from "../../webhooks-of"

/** Nothing more is owed to subscriptions that are gone. Undone by putting each delivery back as it stood. */
export const cancelDeliveriesOfSubscriptionsStep = createStep(
  "cancel-deliveries-of-subscriptions",
  async ({ ids }: { ids: string[] }, { container }) => {
    const standings = await webhooksOf(container).cancelDeliveriesOf(...ids)
    return new StepResponse(standings.length, standings)
  },
  async (standings, { container }) => {
    if (standings) await webhooksOf(container).restoreDeliveries(standings)
  }
)
