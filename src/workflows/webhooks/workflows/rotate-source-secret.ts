import { WorkflowResponse, createWorkflow, transform, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { secretOwnerOf, type SecretPurpose } from "../../../modules/webhooks/core/secret-owner"
import { requireWebhookSourceStep } from "../steps/require-webhook-source"
import { rotateWebhookSecretStep } from "../steps/rotate-webhook-secret"
import type { RotateSecretWorkflowInput } from "./rotate-subscription-secret"

export const rotateSourceSecretWorkflowId = "webhooks-rotate-source-secret"

export type RotateSourceSecretWorkflowInput = RotateSecretWorkflowInput & {
  purpose: SecretPurpose
  /** Left out: one is made. */
  secret?: string | undefined
}

/** Gives a source a new secret for its calls, or for callbacks; the former one is valid until the grace period ends. */
export const rotateSourceSecretWorkflow = createWorkflow(
  rotateSourceSecretWorkflowId,
  (input: WorkflowData<RotateSourceSecretWorkflowInput>) => {
    const source = requireWebhookSourceStep(input)
    const secret = rotateWebhookSecretStep(
      transform({ source, input }, (found) => ({
        owner_id: secretOwnerOf(found.source, found.input.purpose),
        givenSecret: found.input.secret,
        kind: found.source.secretKind,
        grace_period_seconds: found.input.grace_period_seconds,
      }))
    )
    return new WorkflowResponse({ id: source.id, secret })
  }
)
