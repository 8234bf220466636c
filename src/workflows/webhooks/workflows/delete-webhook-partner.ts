import { WorkflowResponse, createWorkflow, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { cancelDeliveriesOfSubscriptionsStep } from "../steps/cancel-deliveries-of-subscriptions"
import { deleteSubscriptionsOfPartnerStep } from "../steps/delete-subscriptions-of-partner"
import { deleteWebhookPartnerStep } from "../steps/delete-webhook-partner"

export const deleteWebhookPartnerWorkflowId = "webhooks-delete-partner"

/** Deletes a partner and its subscriptions, and cancels their open deliveries. */
export const deleteWebhookPartnerWorkflow = createWorkflow(
  deleteWebhookPartnerWorkflowId,
  (input: WorkflowData<{ id: string }>) => {
    const deleted = deleteWebhookPartnerStep(input)
    const subscriptions = deleteSubscriptionsOfPartnerStep(deleted)
    cancelDeliveriesOfSubscriptionsStep(subscriptions)
    return new WorkflowResponse(deleted)
  }
)
