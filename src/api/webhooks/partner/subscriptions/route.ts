import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { withIssues } from "../../../_http/issues"
import type { CreateSubscriptionInput } from "../../../../modules/webhooks/subscriptions/input"
import { serialized, ownSubscription, subscribeAsPartner } from "../_access"
import { webhooksOf } from "../../../../workflows/webhooks-of"
import { listConfig, pickFields } from "../../../_http/list"
import { queryOf } from "../../../_http/validate"
import {
  subscriptionView,
  type SubscriptionListAnswer,
  type SubscriptionSecretAnswer,
} from "../../../admin/webhooks/subscriptions/serializers"
import { partnerOf } from "../login"
import { PartnerGetSubscriptionsQuery } from "./validators"

export const GET = withIssues(async (req: MedusaRequest, res: MedusaResponse<SubscriptionListAnswer>) => {
  const { limit, offset, order, fields, ...filters } = queryOf(PartnerGetSubscriptionsQuery, req)
  const [rows, count] = await webhooksOf(req.scope).listAndCountWebhookSubscriptions(
    { ...filters, partner_id: partnerOf(req).id },
    listConfig({ limit, offset, ...(order ? { order } : {}) })
  )
  res.json({ subscriptions: rows.map((row) => pickFields(subscriptionView(row), fields)), count, offset, limit })
})

export const POST = withIssues(
  async (req: MedusaRequest<CreateSubscriptionInput>, res: MedusaResponse<SubscriptionSecretAnswer>) => {
    const partner = partnerOf(req)
    const { id, secret } = await serialized(req.scope, partner, () =>
      subscribeAsPartner(req.scope, partner, req.validatedBody)
    )
    // The one time the secret is seen.
    res.json({ subscription: subscriptionView(await ownSubscription(req.scope, partner, id)), secret })
  }
)
