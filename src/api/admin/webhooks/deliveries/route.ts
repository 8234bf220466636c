import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { withIssues } from "../../../_http/issues"
import { webhooksOf } from "../../../../workflows/webhooks-of"
import { isNewestFirst, pickFields } from "../../../_http/list"
import { queryOf } from "../../../_http/validate"
import { deliveryView, type DeliveryListAnswer } from "./serializers"
import { AdminGetDeliveriesQuery } from "./validators"

export const GET = withIssues(async (req: MedusaRequest, res: MedusaResponse<DeliveryListAnswer>) => {
  const { limit, offset, order, fields, q, created_at, ...equal } = queryOf(AdminGetDeliveriesQuery, req)
  const { rows, count, countIsEstimate } = await webhooksOf(req.scope).listLog("webhook_delivery", {
    equal,
    created_at,
    q,
    limit,
    offset,
    newestFirst: isNewestFirst(order),
  })
  res.json({
    deliveries: rows.map((row) => pickFields(deliveryView(row), fields)),
    count,
    count_is_estimate: countIsEstimate,
    offset,
    limit,
  })
})
