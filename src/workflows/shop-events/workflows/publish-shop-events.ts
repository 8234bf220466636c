import { WorkflowResponse, createWorkflow, transform, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { publishWebhookEventsStep } from "../../webhooks/steps/publish-webhook-events"
import { occurrencesOfShopEventsStep, type AnnouncedShopEvents } from "../steps/occurrences-of-shop-events"
import { publishTrackedStatesStep } from "../steps/publish-tracked-states"

export const publishShopEventsWorkflowId = "webhooks-publish-shop-events"

/** Publishes our events for events of Medusa's bus. Idempotent, because the bus repeats events, and sends them out of order. */
export const publishShopEventsWorkflow = createWorkflow(
  publishShopEventsWorkflowId,
  (input: WorkflowData<AnnouncedShopEvents>) => {
    const events = occurrencesOfShopEventsStep(input)
    const occurrences = publishWebhookEventsStep({ events })
    const changes = publishTrackedStatesStep(input)
    return new WorkflowResponse(transform({ occurrences, changes }, (done) => [...done.occurrences, ...done.changes]))
  }
)
