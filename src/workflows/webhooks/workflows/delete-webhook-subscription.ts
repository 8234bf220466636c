import { WorkflowResponse, createWorkflow, transform, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { cancelDeliveriesOfSubscriptionsStep } from "../steps/cancel-deliveries-of-subscriptions"
import { deleteWebhookSubscriptionStep } from "../steps/delete-webhook-subscription"

export const deleteWebhookSubscriptionWorkflowId = "webhooks-delete-subscription"

/** Deletes a subscription, and cancels its open deliveries. */
export const deleteWebhookSubscriptionWorkflow = createWorkflow(
  deleteWebhookSubscriptionWorkflowId,
  (input: WorkflowData<{ id: string }>) => {
    const deleted = deleteWebhookSubscriptionStep(input)
    cancelDeliveriesOfSubscriptionsStep(transform({ deleted }, ({ deleted: { id } }) => ({ ids: [id] })))
    return new WorkflowResponse(deleted)
  }
)
