import { splitPassword } from "../../../src/modules/webhooks/core/url-password"
import type WebhooksModuleService from "../../../src/modules/webhooks/service"
import { createSubscriptionInput, withDefaults } from "../../../src/modules/webhooks/subscriptions/input"

/** Registers a receiver without the API: `fields` as the admin API takes them. @returns the subscription's id. */
export async function subscribe(
  webhooks: WebhooksModuleService,
  fields: { name: string; url: string } & Record<string, unknown>
): Promise<string> {
  const row = withDefaults(createSubscriptionInput.parse({ events: ["*"], ...fields }))
  const { url, password } = splitPassword(row.url)
  const urlPassword = password === null ? null : await webhooks.sealText(password)
  const { id } = await webhooks.createWebhookSubscriptions({
    ...row,
    url,
    url_password: urlPassword,
    headers: [] as unknown as Record<string, unknown>,
  })
  await webhooks.rotateSecret(id, undefined, 0)
  return id
}
