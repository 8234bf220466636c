import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { CreateSubscriptionInput } from "../../../../modules/webhooks/subscriptions/input"
import { serialized, ownSubscription, subscribeAsPartner } from "../_access"
import { webhooksOf } from "../../../../workflows/webhooks-of"
import { listConfig, pickFields } from "../../../_http/list"
import type { AdminGetSubscriptionsQueryType } from "../../../admin/webhooks/subscriptions/validators"
import { subscriptionView } from "../../../admin/webhooks/subscriptions/view"
import { partnerOf } from "../login"

export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  const { limit, offset, order, fields, ...filters } = req.validatedQuery as unknown as AdminGetSubscriptionsQueryType
  const [rows, count] = await webhooksOf(req.scope).listAndCountWebhookSubscriptions(
    { ...filters, partner_id: partnerOf(req).id },
    listConfig({ limit, offset, ...(order ? { order } : {}) })
  )
  res.json({ subscriptions: rows.map((row) => pickFields(subscriptionView(row), fields)), count, offset, limit })
}

export const POST = async (req: MedusaRequest<CreateSubscriptionInput>, res: MedusaResponse) => {
  const partner = partnerOf(req)
  const { id, secret } = await serialized(req.scope, partner, () =>
    subscribeAsPartner(req.scope, partner, req.validatedBody)
  )
  // The one time the secret is seen.
  res.json({ subscription: subscriptionView(await ownSubscription(req.scope, partner, id)), secret })
}
