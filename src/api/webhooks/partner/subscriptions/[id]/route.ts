import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { UpdateSubscriptionInput } from "../../../../../modules/webhooks/subscriptions/input"
import { changeAsPartner, ownSubscription } from "../../_access"
import { deleteWebhookSubscriptionWorkflow } from "../../../../../workflows/webhooks/workflows/delete-webhook-subscription"
import { idOf, pickFields } from "../../../../_http/list"
import { subscriptionView } from "../../../../admin/webhooks/subscriptions/view"
import { partnerOf } from "../../login"

export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  const row = await ownSubscription(req.scope, partnerOf(req), idOf(req))
  res.json({ subscription: pickFields(subscriptionView(row), req.validatedQuery.fields as string | undefined) })
}

export const POST = async (req: MedusaRequest<UpdateSubscriptionInput>, res: MedusaResponse) => {
  const partner = partnerOf(req)
  const id = idOf(req)
  await changeAsPartner(req.scope, partner, id, req.validatedBody)
  res.json({ subscription: subscriptionView(await ownSubscription(req.scope, partner, id)) })
}

export const DELETE = async (req: MedusaRequest, res: MedusaResponse) => {
  const { id } = await ownSubscription(req.scope, partnerOf(req), idOf(req))
  await deleteWebhookSubscriptionWorkflow(req.scope).run({ input: { id } })
  res.json({ id, object: "webhook_subscription", deleted: true })
}
