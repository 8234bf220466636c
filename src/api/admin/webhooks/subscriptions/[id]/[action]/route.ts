import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { withIssues } from "../../../../../_http/issues"
import { sendTestWebhookWorkflow } from "../../../../../../workflows/webhooks/workflows/send-test-webhook"
import { idOf } from "../../../../../_http/path"
import { deliveryOfEvent } from "../../../deliveries/read"
import type { DeliveryAnswer } from "../../../deliveries/serializers"
import type { AdminTestSubscriptionType } from "../../validators"

/**
 * `POST …/subscriptions/:id/test`. The folder can't be called `test`: `medusa build` leaves every folder of that name out,
 * and the route would exist in development only.
 */
export const POST = withIssues(
  async (req: MedusaRequest<AdminTestSubscriptionType>, res: MedusaResponse<DeliveryAnswer>) => {
    if (req.params.action !== "test") {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, `subscriptions have no action "${req.params.action}"`)
    }
    const { result } = await sendTestWebhookWorkflow(req.scope).run({ input: { id: idOf(req), ...req.validatedBody } })
    res.json({ delivery: await deliveryOfEvent(req.scope, result.event_id) })
  }
)
