import { WorkflowResponse, createWorkflow, transform, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { secretOwnerOf } from "../../../modules/webhooks/core/secret-owner"
import type { CreateSourceInput } from "../../../modules/webhooks/inbound/source-input"
import { createWebhookSourceStep } from "../steps/create-webhook-source"
import { rotateWebhookSecretStep } from "../steps/rotate-webhook-secret"

export const createWebhookSourceWorkflowId = "webhooks-create-source"

/** Creates a source, and its first secret: without one, every call would get 401. */
export const createWebhookSourceWorkflow = createWorkflow(
  createWebhookSourceWorkflowId,
  (input: WorkflowData<CreateSourceInput>) => {
    const created = createWebhookSourceStep(input)
    const secret = rotateWebhookSecretStep(
      transform({ created }, ({ created: { givenSecret, ...source } }) => ({
        owner_id: secretOwnerOf(source, "inbound"),
        givenSecret,
        grace_period_seconds: 0,
      }))
    )
    return new WorkflowResponse({ id: created.id, secret })
  }
)
