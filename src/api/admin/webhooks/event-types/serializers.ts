import { z } from "@medusajs/framework/zod"
import { domainOf, type EventType } from "../../../../modules/webhooks/event-type"
import type { Page } from "../../../_http/wire"

/** What can be subscribed to, and what it looks like. */
export function eventTypeView(type: EventType) {
  return {
    name: type.name,
    domain: domainOf(type),
    description: type.description,
    versions: type.versions,
    /** JSON Schema. */
    schema: z.toJSONSchema(type.schema) as Record<string, unknown>,
    example: type.example,
  }
}
export type EventTypeView = ReturnType<typeof eventTypeView>

export interface EventTypeListAnswer extends Page {
  event_types: EventTypeView[]
}
