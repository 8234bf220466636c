import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { withIssues } from "../../../../_http/issues"
import type { UpdatePartnerInput } from "../../../../../modules/webhooks/partners/input"
import { webhooksOf } from "../../../../../workflows/webhooks-of"
import { deleteWebhookPartnerWorkflow } from "../../../../../workflows/webhooks/workflows/delete-webhook-partner"
import { updateWebhookPartnerWorkflow } from "../../../../../workflows/webhooks/workflows/update-webhook-partner"
import { pickFields, retrieveQuery } from "../../../../_http/list"
import { idOf } from "../../../../_http/path"
import { queryOf } from "../../../../_http/validate"
import type { Deleted } from "../../../../_http/wire"
import { partnerView, type PartnerAnswer } from "../serializers"

export const GET = withIssues(async (req: MedusaRequest, res: MedusaResponse<PartnerAnswer>) => {
  const row = await webhooksOf(req.scope).retrieveWebhookPartner(idOf(req))
  res.json({ partner: pickFields(partnerView(row), queryOf(retrieveQuery, req).fields) })
})

export const POST = withIssues(async (req: MedusaRequest<UpdatePartnerInput>, res: MedusaResponse<PartnerAnswer>) => {
  const id = idOf(req)
  await updateWebhookPartnerWorkflow(req.scope).run({ input: { id, changes: req.validatedBody } })
  res.json({ partner: partnerView(await webhooksOf(req.scope).retrieveWebhookPartner(id)) })
})

export const DELETE = withIssues(async (req: MedusaRequest, res: MedusaResponse<Deleted<"webhook_partner">>) => {
  const id = idOf(req)
  await deleteWebhookPartnerWorkflow(req.scope).run({ input: { id } })
  res.json({ id, object: "webhook_partner", deleted: true })
})
