import { WorkflowResponse, createWorkflow, transform, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import {
  createWebhookSubscriptionStep,
  type CreateWebhookSubscriptionStepInput,
} from "../steps/create-webhook-subscription"
import { rotateWebhookSecretStep } from "../steps/rotate-webhook-secret"

export const createWebhookSubscriptionWorkflowId = "webhooks-create-subscription"

/** Creates a subscription, and its first secret: without one, nothing could be sent. */
export const createWebhookSubscriptionWorkflow = createWorkflow(
  createWebhookSubscriptionWorkflowId,
  (input: WorkflowData<CreateWebhookSubscriptionStepInput>) => {
    const created = createWebhookSubscriptionStep(input)
    const secret = rotateWebhookSecretStep(
      transform({ created }, ({ created: { id, givenSecret } }) => ({
        owner_id: id,
        givenSecret,
        grace_period_seconds: 0,
      }))
    )
    return new WorkflowResponse({ id: created.id, secret })
  }
)
