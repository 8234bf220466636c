import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { withIssues } from "../../../_http/issues"
import { webhooksOf } from "../../../../workflows/webhooks-of"
import { listConfig, pickFields } from "../../../_http/list"
import { queryOf } from "../../../_http/validate"
import { inboundSummary, type InboundListAnswer } from "./serializers"
import { AdminGetInboundMessagesQuery } from "./validators"

export const GET = withIssues(async (req: MedusaRequest, res: MedusaResponse<InboundListAnswer>) => {
  const { limit, offset, order, fields, q, ...filters } = queryOf(AdminGetInboundMessagesQuery, req)
  const [rows, count] = await webhooksOf(req.scope).listAndCountWebhookInboundMessages(
    { ...filters, ...(q ? { id: q } : {}) },
    listConfig({ limit, offset, ...(order ? { order } : {}) })
  )
  res.json({ inbound_messages: rows.map((row) => pickFields(inboundSummary(row), fields)), count, offset, limit })
})
