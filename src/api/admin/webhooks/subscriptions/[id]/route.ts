import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { withIssues } from "../../../../_http/issues"
import type { UpdateSubscriptionInput } from "../../../../../modules/webhooks/subscriptions/input"
import { webhooksOf } from "../../../../../workflows/webhooks-of"
import { deleteWebhookSubscriptionWorkflow } from "../../../../../workflows/webhooks/workflows/delete-webhook-subscription"
import { updateWebhookSubscriptionWorkflow } from "../../../../../workflows/webhooks/workflows/update-webhook-subscription"
import { pickFields, retrieveQuery } from "../../../../_http/list"
import { idOf } from "../../../../_http/path"
import { queryOf } from "../../../../_http/validate"
import type { Deleted } from "../../../../_http/wire"
import { subscriptionView, type SubscriptionAnswer } from "../serializers"

export const GET = withIssues(async (req: MedusaRequest, res: MedusaResponse<SubscriptionAnswer>) => {
  const row = await webhooksOf(req.scope).retrieveWebhookSubscription(idOf(req))
  res.json({ subscription: pickFields(subscriptionView(row), queryOf(retrieveQuery, req).fields) })
})

export const POST = withIssues(
  async (req: MedusaRequest<UpdateSubscriptionInput>, res: MedusaResponse<SubscriptionAnswer>) => {
    const id = idOf(req)
    await updateWebhookSubscriptionWorkflow(req.scope).run({ input: { id, changes: req.validatedBody } })
    res.json({ subscription: subscriptionView(await webhooksOf(req.scope).retrieveWebhookSubscription(id)) })
  }
)

export const DELETE = withIssues(async (req: MedusaRequest, res: MedusaResponse<Deleted<"webhook_subscription">>) => {
  const id = idOf(req)
  await deleteWebhookSubscriptionWorkflow(req.scope).run({ input: { id } })
  res.json({ id, object: "webhook_subscription", deleted: true })
})
