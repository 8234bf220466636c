import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { sendTestWebhookWorkflow } from "../../../../../../workflows/webhooks/workflows/send-test-webhook"
import { idOf } from "../../../../../_http/list"
import { deliveryOfEvent } from "../../../deliveries/read"
import type { AdminTestSubscriptionType } from "../../validators"

export const POST = async (req: MedusaRequest<AdminTestSubscriptionType>, res: MedusaResponse) => {
  const id = idOf(req)
  const { result } = await sendTestWebhookWorkflow(req.scope).run({ input: { id, ...req.validatedBody } })
  res.json({ delivery: await deliveryOfEvent(req.scope, result.event_id) })
}
