import { WorkflowResponse, createWorkflow, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import type { UpdatePartnerInput } from "../../../modules/webhooks/partners/input"
import { deactivateOutOfScopeSubscriptionsStep } from "../steps/deactivate-out-of-scope-subscriptions"
import { updateWebhookPartnerStep } from "../steps/update-webhook-partner"

export const updateWebhookPartnerWorkflowId = "webhooks-update-partner"

/** Updates a partner, and switches off subscriptions that it may not have any more. */
export const updateWebhookPartnerWorkflow = createWorkflow(
  updateWebhookPartnerWorkflowId,
  (input: WorkflowData<{ id: string; changes: UpdatePartnerInput }>) => {
    const partner = updateWebhookPartnerStep(input)
    deactivateOutOfScopeSubscriptionsStep(partner)
    return new WorkflowResponse(partner)
  }
)
