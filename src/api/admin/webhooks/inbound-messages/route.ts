import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { webhooksOf } from "../../../../workflows/webhooks-of"
import { listConfig, pickFields } from "../../../_http/list"
import type { AdminGetInboundMessagesQueryType } from "./middlewares"
import { inboundSummary } from "./view"

export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  const { limit, offset, order, fields, q, ...filters } =
    req.validatedQuery as unknown as AdminGetInboundMessagesQueryType
  const [rows, count] = await webhooksOf(req.scope).listAndCountWebhookInboundMessages(
    { ...filters, ...(q ? { id: q } : {}) },
    listConfig({ limit, offset, ...(order ? { order } : {}) })
  )
  res.json({ inbound_messages: rows.map((row) => pickFields(inboundSummary(row), fields)), count, offset, limit })
}
