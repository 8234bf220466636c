import { WorkflowResponse, createWorkflow, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import {
  updateWebhookSubscriptionStep,
  type UpdateWebhookSubscriptionStepInput,
} from "../steps/update-webhook-subscription"

export const updateWebhookSubscriptionWorkflowId = "webhooks-update-subscription"

/** Updates a subscription, and wakes the engine. */
export const updateWebhookSubscriptionWorkflow = createWorkflow(
  updateWebhookSubscriptionWorkflowId,
  (input: WorkflowData<UpdateWebhookSubscriptionStepInput>) =>
    new WorkflowResponse(updateWebhookSubscriptionStep(input))
)
