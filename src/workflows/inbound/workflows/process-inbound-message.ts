import { WorkflowResponse, createWorkflow, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { processInboundMessageStep } from "../steps/process-inbound-message"

export const processInboundMessageWorkflowId = "webhooks-process-inbound-message"

/** Processes a stored inbound message: when it arrives, when an operator reprocesses it, and in the background after a fault of ours. */
export const processInboundMessageWorkflow = createWorkflow(
  processInboundMessageWorkflowId,
  (input: WorkflowData<{ id: string }>) => new WorkflowResponse(processInboundMessageStep(input))
)
