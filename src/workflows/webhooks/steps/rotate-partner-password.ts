import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { hashPassword, newPassword } from "../../../modules/webhooks/partners/password"
import { webhooksOf } from "../../webhooks-of"

/** Gives a partner a new password, and lifts a lock: the former password is invalid from now on. Undone by restoring its hash. */
export const rotatePartnerPasswordStep = createStep(
  "webhooks-rotate-partner-password",
  async ({ id }: { id: string }, { container }) => {
    const webhooks = webhooksOf(container)
    const { password_hash, failed_logins, locked_until } = await webhooks.retrieveWebhookPartner(id)
    const applicationPassword = newPassword()
    await webhooks.updateWebhookPartners({
      id,
      password_hash: await hashPassword(applicationPassword),
      failed_logins: 0,
      locked_until: null,
    })
    return new StepResponse(
      { id, application_password: applicationPassword },
      { id, password_hash, failed_logins, locked_until }
    )
  },
  async (former, { container }) => {
    if (former) await webhooksOf(container).updateWebhookPartners(former)
  }
)
