import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { withIssues } from "../../../../_http/issues"
import { webhooksOf } from "../../../../../workflows/webhooks-of"
import { pickFields, retrieveQuery } from "../../../../_http/list"
import { idOf } from "../../../../_http/path"
import { queryOf } from "../../../../_http/validate"
import { eventView, type EventAnswer } from "../serializers"

export const GET = withIssues(async (req: MedusaRequest, res: MedusaResponse<EventAnswer>) => {
  const row = await webhooksOf(req.scope).retrieveWebhookEvent(idOf(req))
  res.json({ event: pickFields(eventView(row), queryOf(retrieveQuery, req).fields) })
})
