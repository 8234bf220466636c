import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import type { MedusaEventData, Row } from "../../../modules/webhooks/event-type"
import { typesByMedusaEvent } from "../../../modules/webhooks/event-types"
import type { PublishInput } from "../../../modules/webhooks/publish"

/** What Medusa's bus announced: a name and, nearly always, nothing but an id. */
export interface AnnouncedShopEvent {
  name: string
  data: MedusaEventData
}

/** Reads what an announcement is about and says which public events it tells: none, one, or one per capture. */
export const occurrencesOfShopEventStep = createStep(
  "occurrences-of-shop-event",
  async ({ name, data }: AnnouncedShopEvent, { container }) => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const events: PublishInput[] = []
    for (const { name: type, source } of typesByMedusaEvent.get(name) ?? []) {
      const filters = source?.filters(data, name)
      if (!source || !filters) continue
      const { data: rows } = await query.graph({ entity: source.entity, fields: [...source.fields], filters })
      for (const occurrence of source.occurrences(rows as unknown as Row[])) {
        const { data: told, idempotency_key, occurred_at } = occurrence
        events.push({ type, data: told, idempotency_key, occurred_at: occurred_at.toISOString() })
      }
    }
    return new StepResponse(events)
  }
)
