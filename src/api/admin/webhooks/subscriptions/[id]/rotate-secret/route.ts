import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { withIssues } from "../../../../../_http/issues"
import { webhooksOf } from "../../../../../../workflows/webhooks-of"
import { rotateSubscriptionSecretWorkflow } from "../../../../../../workflows/webhooks/workflows/rotate-subscription-secret"
import { idOf } from "../../../../../_http/path"
import type { RotateSecretType } from "../../../../../_http/validators"
import { subscriptionView, type SubscriptionSecretAnswer } from "../../serializers"

export const POST = withIssues(
  async (req: MedusaRequest<RotateSecretType>, res: MedusaResponse<SubscriptionSecretAnswer>) => {
    const id = idOf(req)
    const { result } = await rotateSubscriptionSecretWorkflow(req.scope).run({ input: { id, ...req.validatedBody } })
    const row = await webhooksOf(req.scope).retrieveWebhookSubscription(id)
    res.json({ subscription: subscriptionView(row), secret: result.secret })
  }
)
