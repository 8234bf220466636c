import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { webhooksOf } from "../../../../../workflows/webhooks-of"
import { idOf, pickFields } from "../../../../_http/list"
import { eventView } from "../view"

export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  const row = await webhooksOf(req.scope).retrieveWebhookEvent(idOf(req))
  res.json({ event: pickFields(eventView(row), req.validatedQuery.fields as string | undefined) })
}
