import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { withIssues } from "../../../../../_http/issues"
import { ownSubscription } from "../../../_access"
import { webhooksOf } from "../../../../../../workflows/webhooks-of"
import { isNewestFirst, pickFields } from "../../../../../_http/list"
import { idOf } from "../../../../../_http/path"
import { queryOf } from "../../../../../_http/validate"
import { deliveryView, type DeliveryListAnswer } from "../../../../../admin/webhooks/deliveries/serializers"
import { partnerOf } from "../../../login"
import { partnerDeliveryView } from "../../../serializers"
import { PartnerGetDeliveriesQuery } from "../../validators"

export const GET = withIssues(async (req: MedusaRequest, res: MedusaResponse<DeliveryListAnswer>) => {
  const { id } = await ownSubscription(req.scope, partnerOf(req), idOf(req))
  const { limit, offset, order, fields, q, created_at, ...equal } = queryOf(PartnerGetDeliveriesQuery, req)
  const { rows, count, countIsEstimate } = await webhooksOf(req.scope).listLog("webhook_delivery", {
    equal: { ...equal, subscription_id: id },
    created_at,
    q,
    limit,
    offset,
    newestFirst: isNewestFirst(order),
  })
  res.json({
    deliveries: rows.map((row) => pickFields(partnerDeliveryView(deliveryView(row)), fields)),
    count,
    count_is_estimate: countIsEstimate,
    offset,
    limit,
  })
})
