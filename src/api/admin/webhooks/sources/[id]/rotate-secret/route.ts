import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { withIssues } from "../../../../../_http/issues"
import { webhooksOf } from "../../../../../../workflows/webhooks-of"
import { rotateSourceSecretWorkflow } from "../../../../../../workflows/webhooks/workflows/rotate-source-secret"
import { idOf } from "../../../../../_http/path"
import type { AdminRotateSourceSecretType } from "../../validators"
import { sourceView, type SourceSecretAnswer } from "../../serializers"

export const POST = withIssues(
  async (req: MedusaRequest<AdminRotateSourceSecretType>, res: MedusaResponse<SourceSecretAnswer>) => {
    const id = idOf(req)
    const { result } = await rotateSourceSecretWorkflow(req.scope).run({ input: { id, ...req.validatedBody } })
    res.json({ source: sourceView(await webhooksOf(req.scope).retrieveWebhookSource(id)), secret: result.secret })
  }
)
