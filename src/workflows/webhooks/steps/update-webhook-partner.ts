import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import type { UpdatePartnerInput } from "../../../modules/webhooks/partners/input"
import { webhooksOf } from "../../webhooks-of"

/** Updates the partner's row; switching it on lifts a lock. Undone by writing the former values back. */
export const updateWebhookPartnerStep = createStep(
  "webhooks-update-partner",
  async ({ id, changes }: { id: string; changes: UpdatePartnerInput }, { container }) => {
    const webhooks = webhooksOf(container)
    const { name, events, active, failed_logins, locked_until } = await webhooks.retrieveWebhookPartner(id)
    const unlocked = changes.active === true ? { failed_logins: 0, locked_until: null } : {}
    const next = await webhooks.updateWebhookPartners({ id, ...changes, ...unlocked })
    return new StepResponse(
      { id, active: next.active, events: next.events },
      { id, name, events, active, failed_logins, locked_until }
    )
  },
  async (former, { container }) => {
    if (former) await webhooksOf(container).updateWebhookPartners(former)
  }
)
