import { WorkflowResponse, createWorkflow, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import type { UpdateSourceInput } from "../../../modules/webhooks/inbound/source-input"
import { updateWebhookSourceStep } from "../steps/update-webhook-source"

export const updateWebhookSourceWorkflowId = "webhooks-update-source"

/** Updates a source. */
export const updateWebhookSourceWorkflow = createWorkflow(
  updateWebhookSourceWorkflowId,
  (input: WorkflowData<{ id: string; changes: UpdateSourceInput }>) =>
    new WorkflowResponse(updateWebhookSourceStep(input))
)
