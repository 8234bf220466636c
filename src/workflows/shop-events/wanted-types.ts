import type { MedusaContainer } from "@medusajs/framework/types"
import { typesByMedusaEvent } from "../../modules/webhooks/event-types"
import { webhooksOf } from "../webhooks-of"

/**
 * The public types that an event of Medusa's gives rise to and that must be recorded: those somebody subscribes to, and the
 * tracked ones always, for the next change is told against what was recorded last.
 */
export async function wantedTypes(container: MedusaContainer, medusaEvent: string): Promise<string[]> {
  const types = typesByMedusaEvent.get(medusaEvent) ?? []
  const untracked = types.filter(({ tracked }) => !tracked).map(({ name }) => name)
  const subscribed = await webhooksOf(container).reconciliation.subscribedSince(untracked)
  return types.filter(({ name, tracked }) => tracked !== undefined || subscribed.has(name)).map(({ name }) => name)
}
