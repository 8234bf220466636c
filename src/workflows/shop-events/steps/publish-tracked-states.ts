import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { typesByMedusaEvent } from "../../../modules/webhooks/event-types"
import type { Published } from "../../../modules/webhooks/publishing/types"
import { readRows } from "../../read-rows"
import { webhooksOf } from "../../webhooks-of"
import type { AnnouncedShopEvents } from "./occurrences-of-shop-events"

/**
 * Reads tracked things as they are now, and publishes the changes since they were published last. Not undone: the last step of
 * its workflow; safe to repeat.
 */
export const publishTrackedStatesStep = createStep(
  "webhooks-publish-tracked-states",
  async ({ name, announced }: AnnouncedShopEvents, { container }) => {
    const published: Published[] = []
    for (const { name: type, tracked } of typesByMedusaEvent.get(name) ?? []) {
      if (!tracked) continue
      const ids = [...new Set(announced.flatMap((data) => tracked.trackedId(data) ?? []))]
      if (ids.length === 0) continue
      const rows = await readRows(container, { entity: tracked.entity, fields: tracked.fields, filters: { id: ids } })
      for (const trackedId of ids) {
        const row = rows.find(({ id }) => id === trackedId)
        const event = await webhooksOf(container).publishState({
          type,
          tracked_id: trackedId,
          content: row ? tracked.contentOf(row) : null,
          isNew: tracked.isNew(name),
        })
        if (event) published.push(event)
      }
    }
    return new StepResponse(published)
  }
)
