import { WorkflowResponse, createWorkflow, transform, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { requireWebhookSubscriptionStep } from "../steps/require-webhook-subscription"
import { rotateWebhookSecretStep } from "../steps/rotate-webhook-secret"

export const rotateSubscriptionSecretWorkflowId = "webhooks-rotate-subscription-secret"

export interface RotateSecretWorkflowInput {
  id: string
  grace_period_seconds: number
}

/** Gives a subscription a new secret; both sign until the grace period ends. */
export const rotateSubscriptionSecretWorkflow = createWorkflow(
  rotateSubscriptionSecretWorkflowId,
  (input: WorkflowData<RotateSecretWorkflowInput>) => {
    const { id } = requireWebhookSubscriptionStep(input)
    const secret = rotateWebhookSecretStep(
      transform({ id, input }, (found) => ({
        owner_id: found.id,
        grace_period_seconds: found.input.grace_period_seconds,
      }))
    )
    return new WorkflowResponse({ id, secret })
  }
)
