import { WorkflowResponse, createWorkflow, transform, when, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { secretOwnerOf } from "../../../modules/webhooks/core/secret-owner"
import type { CreateSourceInput } from "../../../modules/webhooks/inbound/source-input"
import { createWebhookSourceStep } from "../steps/create-webhook-source"
import { rotateWebhookSecretStep } from "../steps/rotate-webhook-secret"

export const createWebhookSourceWorkflowId = "webhooks-create-source"

/** Creates a source, and its first secret: without one, every call would get 401. A profile of public keys has none. */
export const createWebhookSourceWorkflow = createWorkflow(
  createWebhookSourceWorkflowId,
  (input: WorkflowData<CreateSourceInput>) => {
    const created = createWebhookSourceStep(input)
    const secret = when("webhooks-source-has-a-secret", { created }, (found) => found.created.secretKind !== null).then(
      () =>
        rotateWebhookSecretStep(
          transform({ created }, ({ created: { givenSecret, secretKind, ...source } }) => ({
            owner_id: secretOwnerOf(source, "inbound"),
            givenSecret,
            kind: secretKind ?? undefined,
            grace_period_seconds: 0,
          }))
        )
    )
    return new WorkflowResponse({ id: created.id, secret })
  }
)
