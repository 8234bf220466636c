import { WorkflowResponse, createWorkflow, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import type { CreatePartnerInput } from "../../../modules/webhooks/partners/input"
import { createWebhookPartnerStep } from "../steps/create-webhook-partner"

export const createWebhookPartnerWorkflowId = "webhooks-create-partner"

/** Creates a self-service partner, and its password. */
export const createWebhookPartnerWorkflow = createWorkflow(
  createWebhookPartnerWorkflowId,
  (input: WorkflowData<CreatePartnerInput>) => new WorkflowResponse(createWebhookPartnerStep(input))
)
