import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ownSubscription } from "../../../_access"
import { rotateSubscriptionSecretWorkflow } from "../../../../../../workflows/webhooks/workflows/rotate-subscription-secret"
import { idOf } from "../../../../../_http/list"
import type { AdminRotateSecretType } from "../../../../../admin/webhooks/subscriptions/validators"
import { subscriptionView } from "../../../../../admin/webhooks/subscriptions/view"
import { partnerOf } from "../../../login"

export const POST = async (req: MedusaRequest<AdminRotateSecretType>, res: MedusaResponse) => {
  const row = await ownSubscription(req.scope, partnerOf(req), idOf(req))
  const { result } = await rotateSubscriptionSecretWorkflow(req.scope).run({
    input: { id: row.id, ...req.validatedBody },
  })
  res.json({ subscription: subscriptionView(row), secret: result.secret })
}
