import { WorkflowResponse, createWorkflow, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { cancelDeliveriesOfSubscriptionStep } from "../steps/cancel-deliveries-of-subscription"
import { deleteWebhookSubscriptionStep } from "../steps/delete-webhook-subscription"

export const deleteWebhookSubscriptionWorkflowId = "delete-webhook-subscription"

/** Takes a subscription out and cancels what it was still owed. */
export const deleteWebhookSubscriptionWorkflow = createWorkflow(
  deleteWebhookSubscriptionWorkflowId,
  (input: WorkflowData<{ id: string }>) => {
    const deleted = deleteWebhookSubscriptionStep(input)
    cancelDeliveriesOfSubscriptionStep(deleted)
    return new WorkflowResponse(deleted)
  }
)
