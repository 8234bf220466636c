import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { withIssues } from "../../../_http/issues"
import type { CreatePartnerInput } from "../../../../modules/webhooks/partners/input"
import { webhooksOf } from "../../../../workflows/webhooks-of"
import { createWebhookPartnerWorkflow } from "../../../../workflows/webhooks/workflows/create-webhook-partner"
import { listConfig, pickFields } from "../../../_http/list"
import { queryOf } from "../../../_http/validate"
import { partnerView, type PartnerListAnswer, type PartnerPasswordAnswer } from "./serializers"
import { AdminGetPartnersQuery } from "./validators"

export const GET = withIssues(async (req: MedusaRequest, res: MedusaResponse<PartnerListAnswer>) => {
  const { limit, offset, order, fields, ...filters } = queryOf(AdminGetPartnersQuery, req)
  const [rows, count] = await webhooksOf(req.scope).listAndCountWebhookPartners(
    filters,
    listConfig({ limit, offset, ...(order ? { order } : {}) })
  )
  res.json({ partners: rows.map((row) => pickFields(partnerView(row), fields)), count, offset, limit })
})

export const POST = withIssues(
  async (req: MedusaRequest<CreatePartnerInput>, res: MedusaResponse<PartnerPasswordAnswer>) => {
    const { result } = await createWebhookPartnerWorkflow(req.scope).run({ input: req.validatedBody })
    const row = await webhooksOf(req.scope).retrieveWebhookPartner(result.id)
    // The one time the password is seen.
    res.json({ partner: partnerView(row), application_password: result.application_password })
  }
)
