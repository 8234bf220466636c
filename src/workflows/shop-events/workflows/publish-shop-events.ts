import { WorkflowResponse, createWorkflow, transform, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { publishWebhookEventsStep } from "../../webhooks/steps/publish-webhook-events"
import { occurrencesOfShopEventsStep, type AnnouncedShopEvents } from "../steps/occurrences-of-shop-events"
import { publishTrackedStatesStep } from "../steps/publish-tracked-states"

export const publishShopEventsWorkflowId = "webhooks-publish-shop-events"

/** From announcements on Medusa's bus to public events. Idempotent: announcements come twice, and out of order. */
export const publishShopEventsWorkflow = createWorkflow(
  publishShopEventsWorkflowId,
  (input: WorkflowData<AnnouncedShopEvents>) => {
    const events = occurrencesOfShopEventsStep(input)
    const occurrences = publishWebhookEventsStep({ events })
    const changes = publishTrackedStatesStep(input)
    return new WorkflowResponse(transform({ told: occurrences, changes }, (done) => [...done.told, ...done.changes]))
  }
)
