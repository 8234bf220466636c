import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { MASKED_VALUE, unmaskHeaders, type CustomHeader } from "../../../modules/webhooks/core/custom-headers"
import { InvalidInput } from "../../../modules/webhooks/invalid-input"
import type WebhooksModuleService from "../../../modules/webhooks/service"
import { jsonList, listIn } from "../../../modules/webhooks/store/json-list"
import { changesOf, type UpdateSubscriptionInput } from "../../../modules/webhooks/subscriptions/input"
import { changedUrl, type ChangedUrl } from "../../../modules/webhooks/subscriptions/target"
import { requireTimeoutWithin } from "../../../modules/webhooks/subscriptions/timeout"
import { webhooksOf } from "../../webhooks-of"

export interface UpdateWebhookSubscriptionStepInput {
  id: string
  changes: UpdateSubscriptionInput
}

/** Updates the subscription's row; a masked header value or password keeps the stored one. Undone by writing the former values back. */
export const updateWebhookSubscriptionStep = createStep(
  "webhooks-update-subscription",
  async ({ id, changes }: UpdateWebhookSubscriptionStepInput, { container }) => {
    const webhooks = webhooksOf(container)
    requireTimeoutWithin(changes.timeout_ms, webhooks.attemptTimeoutMs)
    const former = await webhooks.retrieveWebhookSubscription(id)
    const { headers, ...rest } = changesOf(changes, former)
    const stored = listIn<CustomHeader>(former.headers)
    const sealed = headers && {
      headers: jsonList(await sealHeaders(webhooks, headers, stored)),
    }
    const url = changedUrl(changes, former)
    const next = { ...rest, ...sealed, ...(url && (await sealUrl(webhooks, url))) }
    await webhooks.updateWebhookSubscriptions({ id, ...next })
    // Deliveries may have been waiting for the subscription to be switched on.
    await webhooks.wake()
    const undo = Object.fromEntries(Object.keys(next).map((key) => [key, former[key as keyof typeof former]]))
    return new StepResponse({ id }, { id, ...undo })
  },
  async (former, { container }) => {
    if (former) await webhooksOf(container).updateWebhookSubscriptions(former)
  }
)

async function sealHeaders(
  webhooks: WebhooksModuleService,
  given: CustomHeader[],
  stored: CustomHeader[]
): Promise<CustomHeader[]> {
  const clear = await Promise.all(
    stored.map(async ({ name, value }) => ({ name, value: await webhooks.openText(value) }))
  )
  const headers = unmaskHeaders(given, clear)
  const masked = headers.findIndex(({ value }) => value === MASKED_VALUE)
  if (masked >= 0) {
    const message = `is masked, and no value is stored for "${headers[masked]?.name}"`
    throw InvalidInput.ofField({ path: ["headers", masked, "value"], code: "masked", message })
  }
  return Promise.all(headers.map(async ({ name, value }) => ({ name, value: await webhooks.sealText(value) })))
}

async function sealUrl(
  webhooks: WebhooksModuleService,
  { url, password }: ChangedUrl
): Promise<{ url: string; url_password?: string | null }> {
  if (password === undefined) return { url }
  return { url, url_password: password === null ? null : await webhooks.sealText(password) }
}
