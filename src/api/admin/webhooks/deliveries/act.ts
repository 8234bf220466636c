import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { actOnWebhookDeliveryWorkflow } from "../../../../workflows/webhooks/workflows/act-on-webhook-delivery"
import { withIssues } from "../../../_http/issues"
import { idOf } from "../../../_http/path"
import { deliveryDetail } from "./read"
import type { DeliveryAnswer } from "./serializers"

/** The handler of `POST …/retry` and `POST …/cancel`. */
export function actOnDelivery(act: "retry" | "cancel") {
  return withIssues(async (req: MedusaRequest, res: MedusaResponse<DeliveryAnswer>): Promise<void> => {
    const id = idOf(req)
    await actOnWebhookDeliveryWorkflow(req.scope).run({ input: { id, act } })
    res.json({ delivery: await deliveryDetail(req.scope, id) })
  })
}
