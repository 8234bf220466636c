import { WorkflowResponse, createWorkflow, transform, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { publishWebhookEventsStep } from "../../webhooks/steps/publish-webhook-events"
import { occurrencesOfShopEventStep, type AnnouncedShopEvent } from "../steps/occurrences-of-shop-event"
import { publishTrackedStatesStep } from "../steps/publish-tracked-states"

export const publishShopEventWorkflowId = "publish-shop-event"

/** From an announcement on Medusa's bus to public events. Idempotent: announcements come twice, and out of order. */
export const publishShopEventWorkflow = createWorkflow(
  publishShopEventWorkflowId,
  (input: WorkflowData<AnnouncedShopEvent>) => {
    const events = occurrencesOfShopEventStep(input)
    const told = publishWebhookEventsStep({ events })
    const changes = publishTrackedStatesStep(input)
    return new WorkflowResponse(transform({ told, changes }, (done) => [...done.told, ...done.changes]))
  }
)
