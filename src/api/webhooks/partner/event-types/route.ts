import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { eventTypeView } from "../../../admin/webhooks/event-types/view"
import { partnerOf } from "../login"
import { eventTypesFor } from "../event-types-for"

/** What this partner may subscribe to. */
export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  const eventTypes = eventTypesFor(req.scope, partnerOf(req)).map(eventTypeView)
  res.json({ event_types: eventTypes, count: eventTypes.length, offset: 0, limit: eventTypes.length })
}
