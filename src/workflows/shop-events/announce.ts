import type { MedusaContainer } from "@medusajs/framework/types"
import type { MedusaEventData } from "../../modules/webhooks/event-type"
import { Batcher } from "../../utils/batcher"
import { wantedTypes } from "./wanted-types"
import { publishShopEventsWorkflow } from "./workflows/publish-shop-events"

/**
 * Batching: one query reads 40 orders in two thirds of the time that 40 queries take. During the window, the answer to the
 * request that caused the event is sent, so that reading for webhooks does not delay it. Receivers would notice a window of
 * more than half a second.
 */
const TOGETHER = { maxCount: 40, windowMs: 50, longestWindowMs: 500, busyShare: 0.5, serialMs: 10 }

interface Announcement {
  container: MedusaContainer
  data: MedusaEventData
}

const announcements = new Batcher<Announcement>(publishAnnounced, TOGETHER)

/** Publishes the event types that an event of Medusa's bus causes; resolves when they are committed. Reads nothing from the shop when nobody subscribes to them. */
export async function announce(container: MedusaContainer, name: string, data: MedusaEventData): Promise<void> {
  await announcements.add(name, { container, data })
}

async function publishAnnounced(name: string, announced: Announcement[]): Promise<void> {
  const [first] = announced
  if (!first) return
  const types = await wantedTypes(first.container, name)
  if (types.length === 0) return
  await publishShopEventsWorkflow(first.container).run({
    input: { name, types, announced: announced.map(({ data }) => data) },
  })
}
