import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { idOf, pickFields } from "../../../../_http/list"
import { deliveryDetail } from "../read"

export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  const delivery = await deliveryDetail(req.scope, idOf(req))
  res.json({ delivery: pickFields(delivery, req.validatedQuery.fields as string | undefined) })
}
