import { WorkflowResponse, createWorkflow, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import type { UpdatePartnerInput } from "../../../modules/webhooks/partners/input"
import { switchOffSubscriptionsBeyondStep } from "../steps/switch-off-subscriptions-beyond"
import { updateWebhookPartnerStep } from "../steps/update-webhook-partner"

export const updateWebhookPartnerWorkflowId = "update-webhook-partner"

/** Changes a partner, and takes from its subscriptions what it lost. */
export const updateWebhookPartnerWorkflow = createWorkflow(
  updateWebhookPartnerWorkflowId,
  (input: WorkflowData<{ id: string; changes: UpdatePartnerInput }>) => {
    const partner = updateWebhookPartnerStep(input)
    switchOffSubscriptionsBeyondStep(partner)
    return new WorkflowResponse(partner)
  }
)
