import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { webhooksOf } from "../../../../../workflows/webhooks-of"
import { idOf, pickFields } from "../../../../_http/list"
import { inboundView } from "../view"

export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  const row = await webhooksOf(req.scope).retrieveWebhookInboundMessage(idOf(req))
  res.json({ inbound_message: pickFields(inboundView(row), req.validatedQuery.fields as string | undefined) })
}
