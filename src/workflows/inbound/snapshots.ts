import type { MedusaContainer } from "@medusajs/framework/types"
import type { Kept } from "../../modules/webhooks/inbound/inbox"
import type { MessageHandler } from "./message-handler"

/** What a message is about. Without a topic of its own, it is about itself, and sees no other's snapshots. */
export function topicOf(handler: MessageHandler, body: unknown, messageId: string): string {
  return handler.topic?.(body) ?? `message ${messageId}`
}

/** Asks the handlers what is to be kept. Of several messages about one topic, the first decides. */
export async function snapshotsFor(
  parts: readonly { handler: MessageHandler; body: unknown }[],
  { id, slug }: { id: string; slug: string },
  messageId: string,
  container: MedusaContainer
): Promise<Kept[]> {
  const kept = new Map<string, Kept>()
  for (const { handler, body } of parts) {
    const topic = topicOf(handler, body, messageId)
    if (!handler.snapshot || kept.has(topic)) continue
    kept.set(topic, { topic, snapshot: await handler.snapshot(body, { id, slug }, container) })
  }
  return [...kept.values()]
}
