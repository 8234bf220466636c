import { WorkflowResponse, createWorkflow, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { changeEstablishmentStep, type ChangeEstablishmentInput } from "../steps/change-establishment"

export const changeEstablishmentWorkflowId = "compliance-change-establishment"

/** Establishes, corrects, revokes, or lifts a revocation. @returns the establishment's id. */
export const changeEstablishmentWorkflow = createWorkflow(
  changeEstablishmentWorkflowId,
  (input: WorkflowData<ChangeEstablishmentInput>) => new WorkflowResponse(changeEstablishmentStep(input))
)
