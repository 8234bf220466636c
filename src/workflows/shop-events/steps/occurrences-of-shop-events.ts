import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import type { MedusaEventData } from "../../../modules/webhooks/event-type"
import { typesByMedusaEvent } from "../../../modules/webhooks/event-types"
import type { PublishInput } from "../../../modules/webhooks/publishing/types"
import { readRows } from "../../read-rows"
import { mergedFilters } from "../merged-filters"
import { eventsOf } from "../occurrences"

/** Events of Medusa's bus with one name; each nearly always holds nothing but an id. */
export interface AnnouncedShopEvents {
  name: string
  announced: MedusaEventData[]
  /** The event types to publish. */
  types: string[]
}

/** Reads the shop's rows for events of Medusa's bus, and makes our events of them: none, one, or several (one per capture). */
export const occurrencesOfShopEventsStep = createStep(
  "webhooks-occurrences-of-shop-events",
  async ({ name, announced, types }: AnnouncedShopEvents, { container }) => {
    const events: PublishInput[] = []
    for (const { name: type, source } of typesByMedusaEvent.get(name) ?? []) {
      if (!source || !types.includes(type)) continue
      const asked = announced.map((data) => source.filters(data, name)).filter((filters) => filters !== null)
      for (const filters of mergedFilters(asked)) {
        const rows = await readRows(container, { entity: source.entity, fields: source.fields, filters })
        events.push(...eventsOf(type, source, rows))
      }
    }
    return new StepResponse(events)
  }
)
