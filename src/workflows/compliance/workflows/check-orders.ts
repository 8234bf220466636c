import { WorkflowResponse, createWorkflow, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { checkOrdersStep } from "../steps/check-orders"

export const checkOrdersWorkflowId = "compliance-check-orders"

/** The region check of orders that were placed. @returns how many need, or have, a verification. */
export const checkOrdersWorkflow = createWorkflow(
  checkOrdersWorkflowId,
  (input: WorkflowData<{ ids: string[] }>) => new WorkflowResponse(checkOrdersStep(input))
)
