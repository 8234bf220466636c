import { MedusaError } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { randomBytes } from "node:crypto"
import type { CreatePartnerInput } from "../../../modules/webhooks/partners/input"
import { hashPassword, newPassword } from "../../../modules/webhooks/partners/password"
import { webhooksOf } from "../../webhooks-of"

const ID_BYTES = 8

/** Writes the row with the hash of a new password. Undone by deleting it for good. */
export const createWebhookPartnerStep = createStep(
  "webhooks-create-partner",
  async (
    { application_id = `app-${randomBytes(ID_BYTES).toString("hex")}`, ...row }: CreatePartnerInput,
    { container }
  ) => {
    const webhooks = webhooksOf(container)
    // For a readable error only: when two requests come at once, the unique index decides.
    const [taken] = await webhooks.listWebhookPartners({ application_id }, { take: 1 })
    if (taken) {
      throw new MedusaError(
        MedusaError.Types.DUPLICATE_ERROR,
        `application_id: "${application_id}" is taken by partner ${taken.id}`
      )
    }
    const applicationPassword = newPassword()
    const { id } = await webhooks.createWebhookPartners({
      ...row,
      application_id,
      password_hash: await hashPassword(applicationPassword),
    })
    return new StepResponse({ id, application_password: applicationPassword }, id)
  },
  async (id, { container }) => {
    if (id) await webhooksOf(container).deleteWebhookPartners(id)
  }
)
