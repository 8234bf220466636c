import { WorkflowResponse, createWorkflow, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { replayDeliveriesStep, type ReplayDeliveriesStepInput } from "../steps/replay-deliveries"

export const replayDeliveriesWorkflowId = "replay-deliveries"

export const replayDeliveriesWorkflow = createWorkflow(
  replayDeliveriesWorkflowId,
  (input: WorkflowData<ReplayDeliveriesStepInput>) => new WorkflowResponse(replayDeliveriesStep(input))
)
