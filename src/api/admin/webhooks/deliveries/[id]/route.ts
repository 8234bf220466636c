import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { withIssues } from "../../../../_http/issues"
import { pickFields, retrieveQuery } from "../../../../_http/list"
import { idOf } from "../../../../_http/path"
import { queryOf } from "../../../../_http/validate"
import { deliveryDetail } from "../read"
import type { DeliveryAnswer } from "../serializers"

export const GET = withIssues(async (req: MedusaRequest, res: MedusaResponse<DeliveryAnswer>) => {
  const delivery = await deliveryDetail(req.scope, idOf(req))
  res.json({ delivery: pickFields(delivery, queryOf(retrieveQuery, req).fields) })
})
