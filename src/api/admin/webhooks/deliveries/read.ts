import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { webhooksOf } from "../../../../workflows/webhooks-of"
import { attemptView, deliveryView, payloadOf } from "./view"

/** More attempts than any policy makes; hand-made retries beyond are cut from the log's beginning. */
const MAX_ATTEMPTS_SHOWN = 500

/** One delivery with its payload and its attempts, oldest first. @throws MedusaError NOT_FOUND. */
export async function deliveryDetail(scope: MedusaContainer, id: string) {
  const webhooks = webhooksOf(scope)
  const row = await webhooks.retrieveWebhookDelivery(id)
  const [event, attempts] = await Promise.all([
    webhooks.retrieveWebhookEvent(row.event_id),
    webhooks.listWebhookDeliveryAttempts({ delivery_id: id }, { take: MAX_ATTEMPTS_SHOWN, order: { id: "DESC" } }),
  ])
  return { ...deliveryView(row), payload: payloadOf(row, event), attempts_log: attempts.reverse().map(attemptView) }
}

/** The delivery of an event that has exactly one. */
export async function deliveryOfEvent(scope: MedusaContainer, eventId: string) {
  const [row] = await webhooksOf(scope).listWebhookDeliveries({ event_id: eventId }, { take: 1 })
  // The subscription was switched off between the check and the write.
  if (!row) throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "the subscription was switched off meanwhile")
  return deliveryDetail(scope, row.id)
}
