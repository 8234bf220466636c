import type { MedusaContainer } from "@medusajs/framework/types"
import type { MedusaEventData } from "../../modules/webhooks/event-type"
import { Batcher } from "../../utils/batcher"
import { wantedTypes } from "./wanted-types"
import { publishShopEventsWorkflow } from "./workflows/publish-shop-events"

/**
 * One query reads 40 orders in two thirds of the time that 40 queries take. The window is as long as the answer to the request
 * that caused the event may take to leave: what is read for webhooks then does not hold it up. A longer one than half a second
 * would be noticed by receivers.
 */
const TOGETHER = { maxCount: 40, windowMs: 50, longestWindowMs: 500, busyShare: 0.5, serialMs: 10 }

interface Announcement {
  container: MedusaContainer
  data: MedusaEventData
}

const announcements = new Batcher<Announcement>(publishAnnounced, TOGETHER)

/** From an announcement on Medusa's bus to public events; resolves when they are committed. Nothing is read when nobody wants them. */
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
