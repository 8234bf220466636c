import { DAY_MS } from "../../../../../../modules/webhooks/core/limits"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { withIssues } from "../../../../../_http/issues"
import { webhooksOf } from "../../../../../../workflows/webhooks-of"
import { idOf } from "../../../../../_http/path"
import { queryOf } from "../../../../../_http/validate"
import type { StatsAnswer } from "../../serializers"
import { AdminGetStatsQuery } from "../../validators"

export const GET = withIssues(async (req: MedusaRequest, res: MedusaResponse<StatsAnswer>) => {
  const webhooks = webhooksOf(req.scope)
  const { id } = await webhooks.retrieveWebhookSubscription(idOf(req))
  const { from, to } = queryOf(AdminGetStatsQuery, req)
  const until = to ?? new Date((await webhooks.now()).getTime() + 1)
  const since = from ?? new Date(until.getTime() - DAY_MS)
  res.json({ stats: { from: since, to: until, ...(await webhooks.subscriptionStats(id, since, until)) } })
})
