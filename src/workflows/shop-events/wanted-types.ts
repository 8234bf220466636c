import type { MedusaContainer } from "@medusajs/framework/types"
import { typesByMedusaEvent } from "../../modules/webhooks/event-types"
import { webhooksOf } from "../webhooks-of"

/**
 * @returns the event types that an event of Medusa's causes and that have to be recorded: those to which somebody subscribes, and
 *   always the tracked ones, because the next change is compared with the last record.
 */
export async function wantedTypes(container: MedusaContainer, medusaEvent: string): Promise<string[]> {
  const types = typesByMedusaEvent.get(medusaEvent) ?? []
  const untracked = types.filter(({ tracked }) => !tracked).map(({ name }) => name)
  const subscribed = await webhooksOf(container).reconciliation.subscribedSince(untracked)
  return types.filter(({ name, tracked }) => tracked !== undefined || subscribed.has(name)).map(({ name }) => name)
}
