import { WorkflowResponse, createWorkflow, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { deletePatientLinkStep } from "../steps/delete-patient-link"

export const deletePatientLinkWorkflowId = "compliance-delete-patient-link"

/** Deletes the link between a patient's id and a customer. */
export const deletePatientLinkWorkflow = createWorkflow(
  deletePatientLinkWorkflowId,
  (input: WorkflowData<{ id: string }>) => new WorkflowResponse(deletePatientLinkStep(input))
)
