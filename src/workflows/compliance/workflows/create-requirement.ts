import { WorkflowResponse, createWorkflow, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import type { CreateRequirementInput } from "../../../modules/compliance/requirement-input"
import { createRequirementStep } from "../steps/create-requirement"

export const createRequirementWorkflowId = "compliance-create-requirement"

/** Creates a rule. The job rolls that out to the customers who are there. */
export const createRequirementWorkflow = createWorkflow(
  createRequirementWorkflowId,
  (input: WorkflowData<CreateRequirementInput>) => new WorkflowResponse(createRequirementStep(input))
)
