import { WorkflowResponse, createWorkflow, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import type { UpdateRequirementInput } from "../../../modules/compliance/requirement-input"
import { updateRequirementStep } from "../steps/update-requirement"

export const updateRequirementWorkflowId = "compliance-update-requirement"

/** Changes a rule. The job rolls that out to the customers who are there. */
export const updateRequirementWorkflow = createWorkflow(
  updateRequirementWorkflowId,
  (input: WorkflowData<{ id: string; changes: UpdateRequirementInput }>) =>
    new WorkflowResponse(updateRequirementStep(input))
)
