import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { withIssues } from "../../../_http/issues"
import { webhooksOf } from "../../../../workflows/webhooks-of"
import { eventTypeView, type EventTypeListAnswer } from "./serializers"

/** The catalogue. */
export const GET = withIssues(async (req: MedusaRequest, res: MedusaResponse<EventTypeListAnswer>) => {
  const eventTypes = [...webhooksOf(req.scope).catalogue.values()].map(eventTypeView)
  res.json({ event_types: eventTypes, count: eventTypes.length, offset: 0, limit: eventTypes.length })
})
