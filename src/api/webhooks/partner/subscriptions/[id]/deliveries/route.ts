import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ownSubscription } from "../../../_access"
import { webhooksOf } from "../../../../../../workflows/webhooks-of"
import { idOf, isNewestFirst, pickFields } from "../../../../../_http/list"
import { deliveryView, type DeliveryRecord } from "../../../../../admin/webhooks/deliveries/view"
import { partnerOf } from "../../../login"
import type { PartnerGetDeliveriesQueryType } from "../../validators"

export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  const { id } = await ownSubscription(req.scope, partnerOf(req), idOf(req))
  const { limit, offset, order, fields, q, created_at, ...equal } =
    req.validatedQuery as unknown as PartnerGetDeliveriesQueryType
  const { rows, count, countIsEstimate } = await webhooksOf(req.scope).listLog<DeliveryRecord>("webhook_delivery", {
    equal: { ...equal, subscription_id: id },
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
