import type { MedusaContainer } from "@medusajs/framework/types"
import type { EventType } from "../../../../modules/webhooks/event-type"
import { InvalidInput } from "../../../../modules/webhooks/invalid-input"
import type { LoggedInPartner } from "../../../../modules/webhooks/partners/logins"
import { createSubscriptionInput } from "../../../../modules/webhooks/subscriptions/input"
import { webhooksOf } from "../../../../workflows/webhooks-of"
import { changeAsPartner, serialized, subscribeAsPartner } from "../_access"

/** How a webhook of this kind goes out where its event type does not say. */
const FORMAT = "bare"
const PRESET = "every-5-minutes"

export interface SavedWebhook {
  type: EventType
  url: string
  /** Left out: on when new, else as it is. */
  active: boolean | undefined
  account_id: string | null
}

/** One webhook for each event and account: makes it, or changes it. @returns its row, and the secret if it is new. */
export async function saveWebhook(
  scope: MedusaContainer,
  partner: LoggedInPartner,
  { type, url, active, account_id }: SavedWebhook
) {
  const webhooks = webhooksOf(scope)
  const given = {
    name: type.title ?? type.name,
    url,
    events: [type.name],
    account_id,
    active: active ?? true,
    format: type.deliveryDefaults?.format ?? FORMAT,
    preset: type.deliveryDefaults?.preset ?? PRESET,
  }
  const checked = createSubscriptionInput.safeParse(given)
  if (!checked.success) throw InvalidInput.ofSchema(checked.error, given)

  return serialized(scope, partner, async () => {
    const rows = await webhooks.listWebhookSubscriptions(
      { partner_id: partner.id, account_id, transport: "http" },
      { order: { id: "ASC" } }
    )
    const stored = rows.find(({ events: [event, ...more] }) => event === type.name && more.length === 0)
    if (stored) {
      await changeAsPartner(scope, partner, stored.id, { url, ...(active === undefined ? {} : { active }) })
      return { row: await webhooks.retrieveWebhookSubscription(stored.id), secret: null }
    }
    const { id, secret } = await subscribeAsPartner(scope, partner, checked.data)
    return { row: await webhooks.retrieveWebhookSubscription(id), secret }
  })
}
