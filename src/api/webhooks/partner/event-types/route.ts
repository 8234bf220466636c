import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { withIssues } from "../../../_http/issues"
import { eventTypeView, type EventTypeListAnswer } from "../../../admin/webhooks/event-types/serializers"
import { partnerOf } from "../login"
import { eventTypesFor } from "../event-types-for"

/** What this partner may subscribe to. */
export const GET = withIssues(async (req: MedusaRequest, res: MedusaResponse<EventTypeListAnswer>) => {
  const eventTypes = eventTypesFor(req.scope, partnerOf(req)).map(eventTypeView)
  res.json({ event_types: eventTypes, count: eventTypes.length, offset: 0, limit: eventTypes.length })
})
