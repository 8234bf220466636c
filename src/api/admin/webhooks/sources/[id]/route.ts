import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { UpdateSourceInput } from "../../../../../modules/webhooks/inbound/source-input"
import { webhooksOf } from "../../../../../workflows/webhooks-of"
import { deleteWebhookSourceWorkflow } from "../../../../../workflows/webhooks/workflows/delete-webhook-source"
import { updateWebhookSourceWorkflow } from "../../../../../workflows/webhooks/workflows/update-webhook-source"
import { idOf, pickFields } from "../../../../_http/list"
import { sourceView } from "../view"

export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  const row = await webhooksOf(req.scope).retrieveWebhookSource(idOf(req))
  res.json({ source: pickFields(sourceView(row), req.validatedQuery.fields as string | undefined) })
}

export const POST = async (req: MedusaRequest<UpdateSourceInput>, res: MedusaResponse) => {
  const id = idOf(req)
  await updateWebhookSourceWorkflow(req.scope).run({ input: { id, changes: req.validatedBody } })
  res.json({ source: sourceView(await webhooksOf(req.scope).retrieveWebhookSource(id)) })
}

export const DELETE = async (req: MedusaRequest, res: MedusaResponse) => {
  const id = idOf(req)
  await deleteWebhookSourceWorkflow(req.scope).run({ input: { id } })
  res.json({ id, object: "webhook_source", deleted: true })
}
