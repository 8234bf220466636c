import { WorkflowResponse, createWorkflow, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { linkPatientsStep, type LinkPatientsInput } from "../steps/link-patients"

export const linkPatientsWorkflowId = "compliance-link-patients"

/** Links patients' ids of a source to customers. @returns the ids that were linked, and those that were not, with the reason. */
export const linkPatientsWorkflow = createWorkflow(
  linkPatientsWorkflowId,
  (input: WorkflowData<LinkPatientsInput>) => new WorkflowResponse(linkPatientsStep(input))
)
