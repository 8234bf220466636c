import { WorkflowResponse, createWorkflow, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { deleteRequirementStep } from "../steps/delete-requirement"

export const deleteRequirementWorkflowId = "compliance-delete-requirement"

/** Deletes a rule. The job rolls that out to the customers who are there. */
export const deleteRequirementWorkflow = createWorkflow(
  deleteRequirementWorkflowId,
  (input: WorkflowData<{ id: string }>) => new WorkflowResponse(deleteRequirementStep(input))
)
