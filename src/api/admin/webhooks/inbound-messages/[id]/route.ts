import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { withIssues } from "../../../../_http/issues"
import { webhooksOf } from "../../../../../workflows/webhooks-of"
import { pickFields, retrieveQuery } from "../../../../_http/list"
import { idOf } from "../../../../_http/path"
import { queryOf } from "../../../../_http/validate"
import { inboundView, type InboundAnswer } from "../serializers"

export const GET = withIssues(async (req: MedusaRequest, res: MedusaResponse<InboundAnswer>) => {
  const row = await webhooksOf(req.scope).retrieveWebhookInboundMessage(idOf(req))
  res.json({ inbound_message: pickFields(inboundView(row), queryOf(retrieveQuery, req).fields) })
})
