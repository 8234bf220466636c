import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { withIssues } from "../../../../../_http/issues"
import { requireWithin } from "../../../../../../modules/webhooks/partners/scope"
import { ownSubscription } from "../../../_access"
import { sendTestWebhookWorkflow } from "../../../../../../workflows/webhooks/workflows/send-test-webhook"
import { idOf } from "../../../../../_http/path"
import { deliveryOfEvent } from "../../../../../admin/webhooks/deliveries/read"
import type { DeliveryAnswer } from "../../../../../admin/webhooks/deliveries/serializers"
import type { AdminTestSubscriptionType } from "../../../../../admin/webhooks/subscriptions/validators"
import { partnerOf } from "../../../login"
import { partnerDeliveryDetailView } from "../../../serializers"

/** `POST …/subscriptions/:id/test`: `medusa build` leaves folders named `test` out. */
export const POST = withIssues(
  async (req: MedusaRequest<AdminTestSubscriptionType>, res: MedusaResponse<DeliveryAnswer>) => {
    if (req.params.action !== "test") {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, `subscriptions have no action "${req.params.action}"`)
    }
    const partner = partnerOf(req)
    const { id, events } = await ownSubscription(req.scope, partner, idOf(req))
    const { event_type } = req.validatedBody
    if (event_type === undefined) requireWithin(partner, events)
    else requireWithin(partner, [event_type], () => ["event_type"])
    const { result } = await sendTestWebhookWorkflow(req.scope).run({ input: { id, event_type } })
    res.json({ delivery: partnerDeliveryDetailView(await deliveryOfEvent(req.scope, result.event_id)) })
  }
)
