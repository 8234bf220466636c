import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { UpdateSubscriptionInput } from "../../../../../modules/webhooks/subscriptions/input"
import { webhooksOf } from "../../../../../workflows/webhooks-of"
import { deleteWebhookSubscriptionWorkflow } from "../../../../../workflows/webhooks/workflows/delete-webhook-subscription"
import { updateWebhookSubscriptionWorkflow } from "../../../../../workflows/webhooks/workflows/update-webhook-subscription"
import { idOf, pickFields } from "../../../../_http/list"
import { subscriptionView } from "../view"

export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  const row = await webhooksOf(req.scope).retrieveWebhookSubscription(idOf(req))
  res.json({ subscription: pickFields(subscriptionView(row), req.validatedQuery.fields as string | undefined) })
}

export const POST = async (req: MedusaRequest<UpdateSubscriptionInput>, res: MedusaResponse) => {
  const id = idOf(req)
  await updateWebhookSubscriptionWorkflow(req.scope).run({ input: { id, changes: req.validatedBody } })
  res.json({ subscription: subscriptionView(await webhooksOf(req.scope).retrieveWebhookSubscription(id)) })
}

export const DELETE = async (req: MedusaRequest, res: MedusaResponse) => {
  const id = idOf(req)
  await deleteWebhookSubscriptionWorkflow(req.scope).run({ input: { id } })
  res.json({ id, object: "webhook_subscription", deleted: true })
}
