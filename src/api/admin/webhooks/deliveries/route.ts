import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { webhooksOf } from "../../../../workflows/webhooks-of"
import { isNewestFirst, pickFields } from "../../../_http/list"
import type { AdminGetDeliveriesQueryType } from "./validators"
import { deliveryView, type DeliveryRecord } from "./view"

export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  const { limit, offset, order, fields, q, created_at, ...equal } =
    req.validatedQuery as unknown as AdminGetDeliveriesQueryType
  const { rows, count, countIsEstimate } = await webhooksOf(req.scope).listLog<DeliveryRecord>("webhook_delivery", {
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
}
