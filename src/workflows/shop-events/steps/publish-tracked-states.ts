import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import type { Row } from "../../../modules/webhooks/event-type"
import { typesByMedusaEvent } from "../../../modules/webhooks/event-types"
import type { Published } from "../../../modules/webhooks/publish"
import { webhooksOf } from "../../webhooks-of"
import type { AnnouncedShopEvent } from "./occurrences-of-shop-event"

/**
 * Reads a tracked thing as it is now and publishes what changed since receivers were last told. Not undone: the last
 * step of its workflow, and safe to run again.
 */
export const publishTrackedStatesStep = createStep(
  "publish-tracked-states",
  async ({ name, data }: AnnouncedShopEvent, { container }) => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const published: Published[] = []
    for (const { name: type, tracked } of typesByMedusaEvent.get(name) ?? []) {
      const tracked_id = tracked?.trackedId(data)
      if (!tracked || !tracked_id) continue
      const { data: rows } = await query.graph({
        entity: tracked.entity,
        fields: [...tracked.fields],
        filters: { id: tracked_id },
      })
      const row = rows[0] as Row | undefined
      const told = await webhooksOf(container).publishState({
        type,
        tracked_id,
        content: row ? tracked.contentOf(row) : null,
        is_new: tracked.isNew(name),
      })
      if (told) published.push(told)
    }
    return new StepResponse(published)
  }
)
