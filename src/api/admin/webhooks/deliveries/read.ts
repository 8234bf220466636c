import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { webhooksOf } from "../../../../workflows/webhooks-of"
import { deliveryDetailView, type DeliveryDetailView } from "./serializers"

/** More attempts than any policy makes; hand-made retries beyond are cut from the log's beginning. */
const MAX_ATTEMPTS_SHOWN = 500

/** One delivery with its payload and its attempts, oldest first. @throws MedusaError NOT_FOUND. */
export async function deliveryDetail(scope: MedusaContainer, id: string): Promise<DeliveryDetailView> {
  const webhooks = webhooksOf(scope)
  const row = await webhooks.retrieveWebhookDelivery(id)
  const [event, attempts] = await Promise.all([
    webhooks.retrieveWebhookEvent(row.event_id),
    webhooks.listWebhookDeliveryAttempts({ delivery_id: id }, { take: MAX_ATTEMPTS_SHOWN, order: { id: "DESC" } }),
  ])
  return deliveryDetailView(row, event, attempts.reverse())
}

/** The delivery of an event that has exactly one. */
export async function deliveryOfEvent(scope: MedusaContainer, eventId: string): Promise<DeliveryDetailView> {
  const [row] = await webhooksOf(scope).listWebhookDeliveries({ event_id: eventId }, { take: 1 })
  // The subscription was switched off between the check and the write.
  if (!row) throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "the subscription was switched off meanwhile")
  return deliveryDetail(scope, row.id)
}
