import { WorkflowResponse, createWorkflow, transform, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { publishMissedChangesStep, type MissedChangesInput } from "../steps/publish-missed-changes"
import { publishMissingOccurrencesStep } from "../steps/publish-missing-occurrences"

export const reconcileShopEventsWorkflowId = "webhooks-reconcile-shop-events"

/** The reconciler: publishes events that the bus lost. Idempotency keys make overlaps with the bus, and with itself, harmless. */
export const reconcileShopEventsWorkflow = createWorkflow(
  reconcileShopEventsWorkflowId,
  (input: WorkflowData<MissedChangesInput>) => {
    const occurrences = publishMissingOccurrencesStep(input)
    const changes = publishMissedChangesStep(input)
    return new WorkflowResponse(
      transform({ occurrences, changes }, (done) => ({
        count: done.occurrences.count + done.changes.count,
      }))
    )
  }
)
