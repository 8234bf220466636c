import { WorkflowResponse, createWorkflow, transform, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { recordMissedOccurrencesStep } from "../../shop-events/steps/record-missed-occurrences"
import { replayDeliveriesStep, type ReplayDeliveriesStepInput } from "../steps/replay-deliveries"

export const replayDeliveriesWorkflowId = "webhooks-replay-deliveries"

/** Replays past events to a subscription; with `include_missing` also events that were never recorded. */
export const replayDeliveriesWorkflow = createWorkflow(
  replayDeliveriesWorkflowId,
  (input: WorkflowData<ReplayDeliveriesStepInput>) => {
    recordMissedOccurrencesStep(
      transform({ input }, ({ input: { id, ...selection } }) => ({ subscription_id: id, ...selection }))
    )
    return new WorkflowResponse(replayDeliveriesStep(input))
  }
)
