import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import type { MedusaEventData } from "../modules/webhooks/event-type"
import { typesByMedusaEvent } from "../modules/webhooks/event-types"
import { announce } from "../workflows/shop-events/announce"

/**
 * The bridge from Medusa's bus: reads, writes rows, sends nothing. The bus runs one event at a time in the Redis
 * edition, so a request made here would hold up the whole shop.
 */
export default async function publishShopEvents({ event, container }: SubscriberArgs<MedusaEventData>): Promise<void> {
  await announce(container, event.name, event.data)
}

/** An explicit list, never `*`: that would see password tokens, and the events of our own tables. */
export const config: SubscriberConfig = {
  event: [...typesByMedusaEvent.keys()],
  context: { subscriberId: "webhooks-publish-shop-events" },
}
