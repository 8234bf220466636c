import { WorkflowResponse, createWorkflow, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { reprocessInboundMessagesStep, type ReprocessInboundMessagesInput } from "../steps/reprocess-inbound-messages"

export const reprocessInboundMessagesWorkflowId = "webhooks-reprocess-inbound-messages"

/** Makes failed and quarantined messages due, by filter; whoever runs it has them processed, or waits for the background job. */
export const reprocessInboundMessagesWorkflow = createWorkflow(
  reprocessInboundMessagesWorkflowId,
  (input: WorkflowData<ReprocessInboundMessagesInput>) => new WorkflowResponse(reprocessInboundMessagesStep(input))
)
