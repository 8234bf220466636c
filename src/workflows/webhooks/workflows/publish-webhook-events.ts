import { WorkflowResponse, createWorkflow, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import type { PublishInput } from "../../../modules/webhooks/publishing/types"
import { publishWebhookEventsStep } from "../steps/publish-webhook-events"

export const publishWebhookEventsWorkflowId = "webhooks-publish-events"

/** Publishes events and wakes the engine: for routes, subscribers and jobs of a shop. */
export const publishWebhookEventsWorkflow = createWorkflow(
  publishWebhookEventsWorkflowId,
  (input: WorkflowData<{ events: PublishInput[] }>) => new WorkflowResponse(publishWebhookEventsStep(input))
)
