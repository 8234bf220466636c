import { WorkflowResponse, createWorkflow, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import {
  updateWebhookSubscriptionStep,
  type UpdateWebhookSubscriptionStepInput,
} from "../steps/update-webhook-subscription"

export const updateWebhookSubscriptionWorkflowId = "webhooks-update-subscription"

export const updateWebhookSubscriptionWorkflow = createWorkflow(
  updateWebhookSubscriptionWorkflowId,
  (input: WorkflowData<UpdateWebhookSubscriptionStepInput>) =>
    new WorkflowResponse(updateWebhookSubscriptionStep(input))
)
