import { WorkflowResponse, createWorkflow, transform, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { exampleOfEventTypeStep } from "../steps/example-of-event-type"
import { publishWebhookEventsStep } from "../steps/publish-webhook-events"
import { requireWebhookSubscriptionStep } from "../steps/require-webhook-subscription"

export const sendTestWebhookWorkflowId = "webhooks-send-test-webhook"

/** Sends the catalogue's example to one subscription, the way every event goes. */
export const sendTestWebhookWorkflow = createWorkflow(
  sendTestWebhookWorkflowId,
  (input: WorkflowData<{ id: string; event_type?: string | undefined }>) => {
    const subscription = requireWebhookSubscriptionStep(input)
    const events = exampleOfEventTypeStep({ subscription, event_type: input.event_type })
    const published = publishWebhookEventsStep({ events })
    return new WorkflowResponse(
      transform({ published }, ({ published: [first] }) => ({ event_id: first?.event_id ?? "" }))
    )
  }
)
