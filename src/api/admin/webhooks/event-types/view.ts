import { z } from "@medusajs/framework/zod"
import { domainOf, type EventType } from "../../../../modules/webhooks/event-type"

/** What can be subscribed to, and what it looks like. */
export function eventTypeView(type: EventType) {
  return {
    name: type.name,
    domain: domainOf(type),
    description: type.description,
    versions: type.versions,
    schema: z.toJSONSchema(type.schema),
    example: type.example,
  }
}
