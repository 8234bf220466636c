import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { withIssues } from "../../../../../_http/issues"
import { ownSubscription } from "../../../_access"
import { rotateSubscriptionSecretWorkflow } from "../../../../../../workflows/webhooks/workflows/rotate-subscription-secret"
import { idOf } from "../../../../../_http/path"
import type { RotateSecretType } from "../../../../../_http/validators"
import {
  subscriptionView,
  type SubscriptionSecretAnswer,
} from "../../../../../admin/webhooks/subscriptions/serializers"
import { partnerOf } from "../../../login"

export const POST = withIssues(
  async (req: MedusaRequest<RotateSecretType>, res: MedusaResponse<SubscriptionSecretAnswer>) => {
    const row = await ownSubscription(req.scope, partnerOf(req), idOf(req))
    const { result } = await rotateSubscriptionSecretWorkflow(req.scope).run({
      input: { id: row.id, ...req.validatedBody },
    })
    res.json({ subscription: subscriptionView(row), secret: result.secret })
  }
)
