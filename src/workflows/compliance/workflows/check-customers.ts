import { WorkflowResponse, createWorkflow, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { checkCustomersStep, type CheckCustomersInput } from "../steps/check-customers"

export const checkCustomersWorkflowId = "compliance-check-customers"

/** The region check of customers, by the addresses that govern. @returns how many need, or have, a verification. */
export const checkCustomersWorkflow = createWorkflow(
  checkCustomersWorkflowId,
  (input: WorkflowData<CheckCustomersInput>) => new WorkflowResponse(checkCustomersStep(input))
)
