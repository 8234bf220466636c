import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { UpdatePartnerInput } from "../../../../../modules/webhooks/partners/input"
import { webhooksOf } from "../../../../../workflows/webhooks-of"
import { deleteWebhookPartnerWorkflow } from "../../../../../workflows/webhooks/workflows/delete-webhook-partner"
import { updateWebhookPartnerWorkflow } from "../../../../../workflows/webhooks/workflows/update-webhook-partner"
import { idOf, pickFields } from "../../../../_http/list"
import { partnerView } from "../view"

export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  const row = await webhooksOf(req.scope).retrieveWebhookPartner(idOf(req))
  res.json({ partner: pickFields(partnerView(row), req.validatedQuery.fields as string | undefined) })
}

export const POST = async (req: MedusaRequest<UpdatePartnerInput>, res: MedusaResponse) => {
  const id = idOf(req)
  await updateWebhookPartnerWorkflow(req.scope).run({ input: { id, changes: req.validatedBody } })
  res.json({ partner: partnerView(await webhooksOf(req.scope).retrieveWebhookPartner(id)) })
}

export const DELETE = async (req: MedusaRequest, res: MedusaResponse) => {
  const id = idOf(req)
  await deleteWebhookPartnerWorkflow(req.scope).run({ input: { id } })
  res.json({ id, object: "webhook_partner", deleted: true })
}
