import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { eventTypeView } from "../../../admin/webhooks/event-types/view"
import { partnerOf } from "../login"
import { eventTypesFor } from "../event-types-for"

/** What this partner may subscribe to. */
export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  const event_types = eventTypesFor(req.scope, partnerOf(req)).map(eventTypeView)
  res.json({ event_types, count: event_types.length, offset: 0, limit: event_types.length })
}
