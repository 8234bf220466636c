import { WorkflowResponse, createWorkflow, transform, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { publishWebhookEventsStep } from "../../webhooks/steps/publish-webhook-events"
import { findMissingOccurrencesStep } from "../steps/find-missing-occurrences"
import { publishMissedChangesStep, type MissedChangesInput } from "../steps/publish-missed-changes"

export const reconcileShopEventsWorkflowId = "reconcile-shop-events"

/** Publishes what the bus lost. Idempotency keys make it free to overlap with the bus, and with itself. */
export const reconcileShopEventsWorkflow = createWorkflow(
  reconcileShopEventsWorkflowId,
  (input: WorkflowData<MissedChangesInput>) => {
    const events = findMissingOccurrencesStep(input)
    const published = publishWebhookEventsStep({ events })
    const changes = publishMissedChangesStep(input)
    return new WorkflowResponse(
      transform({ published, changes }, (done) => ({
        count: done.published.filter(({ created }) => created).length + done.changes.count,
        deletions_after: done.changes.deletions_after,
      }))
    )
  }
)
