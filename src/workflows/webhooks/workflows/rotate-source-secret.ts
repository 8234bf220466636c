import { WorkflowResponse, createWorkflow, transform, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { requireWebhookSourceStep } from "../steps/require-webhook-source"
import { rotateWebhookSecretStep } from "../steps/rotate-webhook-secret"
import type { RotateSecretWorkflowInput } from "./rotate-subscription-secret"

export const rotateSourceSecretWorkflowId = "rotate-source-secret"

/** Gives a source a new secret; calls signed with a former one are taken until the grace period ends. */
export const rotateSourceSecretWorkflow = createWorkflow(
  rotateSourceSecretWorkflowId,
  (input: WorkflowData<RotateSecretWorkflowInput>) => {
    const { id } = requireWebhookSourceStep(input)
    const secret = rotateWebhookSecretStep(
      transform({ id, input }, (found) => ({ owner_id: found.id, grace_period_seconds: found.input.grace_period_seconds }))
    )
    return new WorkflowResponse({ id, secret })
  }
)
