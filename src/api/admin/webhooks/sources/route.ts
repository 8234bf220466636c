import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { withIssues } from "../../../_http/issues"
import type { CreateSourceInput } from "../../../../modules/webhooks/inbound/source-input"
import { webhooksOf } from "../../../../workflows/webhooks-of"
import { createWebhookSourceWorkflow } from "../../../../workflows/webhooks/workflows/create-webhook-source"
import { listConfig, pickFields } from "../../../_http/list"
import { queryOf } from "../../../_http/validate"
import { sourceView, type SourceListAnswer, type SourceSecretAnswer } from "./serializers"
import { AdminGetSourcesQuery } from "./validators"

export const GET = withIssues(async (req: MedusaRequest, res: MedusaResponse<SourceListAnswer>) => {
  const { limit, offset, order, fields, ...filters } = queryOf(AdminGetSourcesQuery, req)
  const [rows, count] = await webhooksOf(req.scope).listAndCountWebhookSources(
    filters,
    listConfig({ limit, offset, ...(order ? { order } : {}) })
  )
  res.json({ sources: rows.map((row) => pickFields(sourceView(row), fields)), count, offset, limit })
})

export const POST = withIssues(
  async (req: MedusaRequest<CreateSourceInput>, res: MedusaResponse<SourceSecretAnswer>) => {
    const { result } = await createWebhookSourceWorkflow(req.scope).run({ input: req.validatedBody })
    const row = await webhooksOf(req.scope).retrieveWebhookSource(result.id)
    // The one time the secret is seen.
    res.json({ source: sourceView(row), secret: result.secret ?? null })
  }
)
