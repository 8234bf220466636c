import { WorkflowResponse, createWorkflow, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { deleteWebhookSourceStep } from "../steps/delete-webhook-source"

export const deleteWebhookSourceWorkflowId = "webhooks-delete-source"

export const deleteWebhookSourceWorkflow = createWorkflow(
  deleteWebhookSourceWorkflowId,
  (input: WorkflowData<{ id: string }>) => new WorkflowResponse(deleteWebhookSourceStep(input))
)
