import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { webhooksOf } from "../../../../../../workflows/webhooks-of"
import { rotateSourceSecretWorkflow } from "../../../../../../workflows/webhooks/workflows/rotate-source-secret"
import { idOf } from "../../../../../_http/list"
import type { AdminRotateSourceSecretType } from "../../middlewares"
import { sourceView } from "../../view"

export const POST = async (req: MedusaRequest<AdminRotateSourceSecretType>, res: MedusaResponse) => {
  const id = idOf(req)
  const { result } = await rotateSourceSecretWorkflow(req.scope).run({ input: { id, ...req.validatedBody } })
  res.json({ source: sourceView(await webhooksOf(req.scope).retrieveWebhookSource(id)), secret: result.secret })
}
