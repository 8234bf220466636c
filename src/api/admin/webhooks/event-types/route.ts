import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { domainOf } from "../../../../modules/webhooks/event-type"
import { webhooksOf } from "../../../../workflows/webhooks-of"

/** The catalogue: what can be subscribed to, and what it looks like. */
export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  const event_types = [...webhooksOf(req.scope).catalogue.values()].map((type) => ({
    name: type.name,
    domain: domainOf(type.name),
    description: type.description,
    versions: type.versions,
    schema: z.toJSONSchema(type.schema),
    example: type.example,
  }))
  res.json({ event_types, count: event_types.length, offset: 0, limit: event_types.length })
}
