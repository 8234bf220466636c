import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { CreatePartnerInput } from "../../../../modules/webhooks/partners/input"
import { webhooksOf } from "../../../../workflows/webhooks-of"
import { createWebhookPartnerWorkflow } from "../../../../workflows/webhooks/workflows/create-webhook-partner"
import { listConfig, pickFields } from "../../../_http/list"
import type { AdminGetPartnersQueryType } from "./middlewares"
import { partnerView } from "./view"

export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  const { limit, offset, order, fields, ...filters } = req.validatedQuery as unknown as AdminGetPartnersQueryType
  const [rows, count] = await webhooksOf(req.scope).listAndCountWebhookPartners(
    filters,
    listConfig({ limit, offset, ...(order ? { order } : {}) })
  )
  res.json({ partners: rows.map((row) => pickFields(partnerView(row), fields)), count, offset, limit })
}

export const POST = async (req: MedusaRequest<CreatePartnerInput>, res: MedusaResponse) => {
  const { result } = await createWebhookPartnerWorkflow(req.scope).run({ input: req.validatedBody })
  const row = await webhooksOf(req.scope).retrieveWebhookPartner(result.id)
  // The one time the password is seen.
  res.json({ partner: partnerView(row), application_password: result.application_password })
}
