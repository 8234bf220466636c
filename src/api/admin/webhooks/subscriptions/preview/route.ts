import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { withIssues } from "../../../../_http/issues"
import type { PreviewInput } from "../../../../../modules/webhooks/subscriptions/input"
import { webhooksOf } from "../../../../../workflows/webhooks-of"
import type { PreviewAnswer } from "../serializers"

/** Stands in the bodies for a subscription that does not exist. */
const NO_SUBSCRIPTION = "sub_preview"

/** A dry run: of the last events, which would be sent, which would not and why, and the exact bodies. */
export const POST = withIssues(async (req: MedusaRequest<PreviewInput>, res: MedusaResponse<PreviewAnswer>) => {
  const {
    limit,
    events,
    account_id = null,
    conditions = null,
    value_mappings = null,
    api_version = null,
    format = "standard",
  } = req.validatedBody
  const target = {
    id: NO_SUBSCRIPTION,
    events,
    account_id,
    conditions,
    value_mappings,
    api_version,
    format,
    partner_id: null,
  }
  const previews = await webhooksOf(req.scope).preview(target, limit)
  res.json({ previews, count: previews.length })
})
