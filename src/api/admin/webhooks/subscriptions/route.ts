import type { AuthenticatedMedusaRequest, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { withIssues } from "../../../_http/issues"
import type { CreateSubscriptionInput } from "../../../../modules/webhooks/subscriptions/input"
import { webhooksOf } from "../../../../workflows/webhooks-of"
import { createWebhookSubscriptionWorkflow } from "../../../../workflows/webhooks/workflows/create-webhook-subscription"
import { listConfig, pickFields } from "../../../_http/list"
import { queryOf } from "../../../_http/validate"
import { subscriptionView, type SubscriptionListAnswer, type SubscriptionSecretAnswer } from "./serializers"
import { AdminGetSubscriptionsQuery } from "./validators"

export const GET = withIssues(async (req: MedusaRequest, res: MedusaResponse<SubscriptionListAnswer>) => {
  const { limit, offset, order, fields, ...filters } = queryOf(AdminGetSubscriptionsQuery, req)
  const [rows, count] = await webhooksOf(req.scope).listAndCountWebhookSubscriptions(
    // Those that stand for callback URLs are nobody's to manage; their deliveries are in the log.
    { ...filters, for_callback: false },
    listConfig({ limit, offset, ...(order ? { order } : {}) })
  )
  res.json({ subscriptions: rows.map((row) => pickFields(subscriptionView(row), fields)), count, offset, limit })
})

export const POST = withIssues(
  async (req: AuthenticatedMedusaRequest<CreateSubscriptionInput>, res: MedusaResponse<SubscriptionSecretAnswer>) => {
    const { result } = await createWebhookSubscriptionWorkflow(req.scope).run({
      input: { ...req.validatedBody, created_by: req.auth_context.actor_id },
    })
    const row = await webhooksOf(req.scope).retrieveWebhookSubscription(result.id)
    // The one time the secret is seen.
    res.json({ subscription: subscriptionView(row), secret: result.secret })
  }
)
