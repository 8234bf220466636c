import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import type { PublishInput } from "../../../modules/webhooks/publishing/types"
import { webhooksOf } from "../../webhooks-of"

/**
 * Publishes events: writes them and their deliveries in one transaction. Not undone, because a delivery may have been sent
 * already: so this has to be a workflow's last step.
 */
export const publishWebhookEventsStep = createStep(
  "webhooks-publish-events",
  async ({ events }: { events: PublishInput[] }, { container }) =>
    new StepResponse(await webhooksOf(container).publish(events))
)
