import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { withIssues } from "../../../../../_http/issues"
import { webhooksOf } from "../../../../../../workflows/webhooks-of"
import { rotatePartnerPasswordWorkflow } from "../../../../../../workflows/webhooks/workflows/rotate-partner-password"
import { idOf } from "../../../../../_http/path"
import { partnerView, type PartnerPasswordAnswer } from "../../serializers"

export const POST = withIssues(async (req: MedusaRequest, res: MedusaResponse<PartnerPasswordAnswer>) => {
  const id = idOf(req)
  const { result } = await rotatePartnerPasswordWorkflow(req.scope).run({ input: { id } })
  const row = await webhooksOf(req.scope).retrieveWebhookPartner(id)
  res.json({ partner: partnerView(row), application_password: result.application_password })
})
