import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { splitPassword } from "../../../modules/webhooks/core/url-password"
import { jsonList } from "../../../modules/webhooks/store/json-list"
import { withDefaults, type CreateSubscriptionInput } from "../../../modules/webhooks/subscriptions/input"
import { requireTimeoutWithin } from "../../../modules/webhooks/subscriptions/timeout"
import { webhooksOf } from "../../webhooks-of"

export type CreateWebhookSubscriptionStepInput = CreateSubscriptionInput & {
  created_by: string | null
  /** The self-service partner that creates the subscription. */
  partner_id?: string
}

/** Writes the row; header values and the URL's password are encrypted. Undone by deleting it for good. */
export const createWebhookSubscriptionStep = createStep(
  "webhooks-create-subscription",
  async ({ created_by, partner_id, ...input }: CreateWebhookSubscriptionStepInput, { container }) => {
    const webhooks = webhooksOf(container)
    requireTimeoutWithin(input.timeout_ms, webhooks.attemptTimeoutMs)
    const row = withDefaults(input)
    const headers = await Promise.all(
      row.headers.map(async ({ name, value }) => ({ name, value: await webhooks.sealText(value) }))
    )
    const { url, password } = splitPassword(row.url)
    const subscription = await webhooks.createWebhookSubscriptions({
      ...row,
      url,
      url_password: password === null ? null : await webhooks.sealText(password),
      headers: jsonList(headers),
      created_by,
      partner_id: partner_id ?? null,
    })
    return new StepResponse({ id: subscription.id, givenSecret: input.secret }, subscription.id)
  },
  async (id, { container }) => {
    if (id) await webhooksOf(container).deleteWebhookSubscriptions(id)
  }
)
