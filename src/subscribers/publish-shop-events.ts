import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import type { MedusaEventData } from "../modules/webhooks/event-type"
import { typesByMedusaEvent } from "../modules/webhooks/event-types"
import { announce } from "../workflows/shop-events/announce"

/**
 * The subscriber on Medusa's bus: publishes our events, sends no webhook. The Redis event bus runs one event at a time, so an
 * HTTP request made here would hold up the whole shop.
 */
export default async function publishShopEvents({ event, container }: SubscriberArgs<MedusaEventData>): Promise<void> {
  await announce(container, event.name, event.data)
}

/** An explicit list, never `*`: the subscriber would receive password tokens, and the events of our own tables. */
export const config: SubscriberConfig = {
  event: [...typesByMedusaEvent.keys()],
  context: { subscriberId: "webhooks-publish-shop-events" },
}
