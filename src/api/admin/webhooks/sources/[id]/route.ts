import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { withIssues } from "../../../../_http/issues"
import type { UpdateSourceInput } from "../../../../../modules/webhooks/inbound/source-input"
import { webhooksOf } from "../../../../../workflows/webhooks-of"
import { deleteWebhookSourceWorkflow } from "../../../../../workflows/webhooks/workflows/delete-webhook-source"
import { updateWebhookSourceWorkflow } from "../../../../../workflows/webhooks/workflows/update-webhook-source"
import { pickFields, retrieveQuery } from "../../../../_http/list"
import { idOf } from "../../../../_http/path"
import { queryOf } from "../../../../_http/validate"
import type { Deleted } from "../../../../_http/wire"
import { sourceView, type SourceAnswer } from "../serializers"

export const GET = withIssues(async (req: MedusaRequest, res: MedusaResponse<SourceAnswer>) => {
  const row = await webhooksOf(req.scope).retrieveWebhookSource(idOf(req))
  res.json({ source: pickFields(sourceView(row), queryOf(retrieveQuery, req).fields) })
})

export const POST = withIssues(async (req: MedusaRequest<UpdateSourceInput>, res: MedusaResponse<SourceAnswer>) => {
  const id = idOf(req)
  await updateWebhookSourceWorkflow(req.scope).run({ input: { id, changes: req.validatedBody } })
  res.json({ source: sourceView(await webhooksOf(req.scope).retrieveWebhookSource(id)) })
})

export const DELETE = withIssues(async (req: MedusaRequest, res: MedusaResponse<Deleted<"webhook_source">>) => {
  const id = idOf(req)
  await deleteWebhookSourceWorkflow(req.scope).run({ input: { id } })
  res.json({ id, object: "webhook_source", deleted: true })
})
