import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { webhooksOf } from "../../../../workflows/webhooks-of"
import { listConfig, pickFields } from "../../../_http/list"
import type { AdminGetDeliveriesQueryType } from "./validators"
import { deliveryView } from "./view"

export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  const { limit, offset, order, fields, q, ...filters } = req.validatedQuery as unknown as AdminGetDeliveriesQueryType
  // `q` is an id of any kind: exact, so that each of the three is an index lookup however long the log is.
  const search = q === undefined || q === "" ? {} : { $or: [{ id: q }, { subject: q }, { event_id: q }] }
  const [rows, count] = await webhooksOf(req.scope).listAndCountWebhookDeliveries(
    { ...filters, ...search },
    listConfig({ limit, offset, ...(order ? { order } : {}) })
  )
  res.json({ deliveries: rows.map((row) => pickFields(deliveryView(row), fields)), count, offset, limit })
}
