import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import type { PublishInput } from "../../../modules/webhooks/publishing/types"
import { webhooksOf } from "../../webhooks-of"

/**
 * Writes events and their deliveries in one transaction. Not undone: what was told may already have been heard, so
 * this is a workflow's last step.
 */
export const publishWebhookEventsStep = createStep(
  "webhooks-publish-events",
  async ({ events }: { events: PublishInput[] }, { container }) =>
    new StepResponse(await webhooksOf(container).publish(events))
)
