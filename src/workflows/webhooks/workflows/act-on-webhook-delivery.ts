import { WorkflowResponse, createWorkflow, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { actOnWebhookDeliveryStep, type ActOnWebhookDeliveryStepInput } from "../steps/act-on-webhook-delivery"

export const actOnWebhookDeliveryWorkflowId = "webhooks-act-on-delivery"

/** Retries or cancels one delivery. */
export const actOnWebhookDeliveryWorkflow = createWorkflow(
  actOnWebhookDeliveryWorkflowId,
  (input: WorkflowData<ActOnWebhookDeliveryStepInput>) => new WorkflowResponse(actOnWebhookDeliveryStep(input))
)
