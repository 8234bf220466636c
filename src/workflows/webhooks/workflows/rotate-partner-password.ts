import { WorkflowResponse, createWorkflow, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { rotatePartnerPasswordStep } from "../steps/rotate-partner-password"

export const rotatePartnerPasswordWorkflowId = "webhooks-rotate-partner-password"

/** Gives a partner a new password. */
export const rotatePartnerPasswordWorkflow = createWorkflow(
  rotatePartnerPasswordWorkflowId,
  (input: WorkflowData<{ id: string }>) => new WorkflowResponse(rotatePartnerPasswordStep(input))
)
