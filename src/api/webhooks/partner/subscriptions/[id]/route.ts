import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { withIssues } from "../../../../_http/issues"
import type { UpdateSubscriptionInput } from "../../../../../modules/webhooks/subscriptions/input"
import { changeAsPartner, ownSubscription } from "../../_access"
import { deleteWebhookSubscriptionWorkflow } from "../../../../../workflows/webhooks/workflows/delete-webhook-subscription"
import { pickFields, retrieveQuery } from "../../../../_http/list"
import { idOf } from "../../../../_http/path"
import { queryOf } from "../../../../_http/validate"
import type { Deleted } from "../../../../_http/wire"
import { subscriptionView, type SubscriptionAnswer } from "../../../../admin/webhooks/subscriptions/serializers"
import { partnerOf } from "../../login"

export const GET = withIssues(async (req: MedusaRequest, res: MedusaResponse<SubscriptionAnswer>) => {
  const row = await ownSubscription(req.scope, partnerOf(req), idOf(req))
  res.json({ subscription: pickFields(subscriptionView(row), queryOf(retrieveQuery, req).fields) })
})

export const POST = withIssues(
  async (req: MedusaRequest<UpdateSubscriptionInput>, res: MedusaResponse<SubscriptionAnswer>) => {
    const partner = partnerOf(req)
    const id = idOf(req)
    await changeAsPartner(req.scope, partner, id, req.validatedBody)
    res.json({ subscription: subscriptionView(await ownSubscription(req.scope, partner, id)) })
  }
)

export const DELETE = withIssues(async (req: MedusaRequest, res: MedusaResponse<Deleted<"webhook_subscription">>) => {
  const { id } = await ownSubscription(req.scope, partnerOf(req), idOf(req))
  await deleteWebhookSubscriptionWorkflow(req.scope).run({ input: { id } })
  res.json({ id, object: "webhook_subscription", deleted: true })
})
