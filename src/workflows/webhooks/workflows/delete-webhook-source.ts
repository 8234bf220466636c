import { WorkflowResponse, createWorkflow, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { deleteWebhookSourceStep } from "../steps/delete-webhook-source"

export const deleteWebhookSourceWorkflowId = "webhooks-delete-source"

/** Deletes a source: its calls get 401 from now on. */
export const deleteWebhookSourceWorkflow = createWorkflow(
  deleteWebhookSourceWorkflowId,
  (input: WorkflowData<{ id: string }>) => new WorkflowResponse(deleteWebhookSourceStep(input))
)
