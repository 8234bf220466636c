import { DAY_MS } from "../../../../../../modules/webhooks/core/limits"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { webhooksOf } from "../../../../../../workflows/webhooks-of"
import { idOf } from "../../../../../_http/list"
import type { AdminGetStatsQueryType } from "../../validators"

export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  const webhooks = webhooksOf(req.scope)
  const { id } = await webhooks.retrieveWebhookSubscription(idOf(req))
  const { from, to } = req.validatedQuery as unknown as AdminGetStatsQueryType
  const until = to ?? new Date((await webhooks.now()).getTime() + 1)
  const since = from ?? new Date(until.getTime() - DAY_MS)
  res.json({ stats: { from: since, to: until, ...(await webhooks.subscriptionStats(id, since, until)) } })
}
