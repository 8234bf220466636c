import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { withIssues } from "../../../../../_http/issues"
import { processInboundMessageWorkflow } from "../../../../../../workflows/inbound/workflows/process-inbound-message"
import { webhooksOf } from "../../../../../../workflows/webhooks-of"
import { idOf } from "../../../../../_http/path"
import { inboundView, type InboundAnswer } from "../../serializers"

/** Tries once more. The message's status tells how it went; one that was processed is left as it is. */
export const POST = withIssues(async (req: MedusaRequest, res: MedusaResponse<InboundAnswer>) => {
  const id = idOf(req)
  await processInboundMessageWorkflow(req.scope).run({ input: { id } })
  res.json({ inbound_message: inboundView(await webhooksOf(req.scope).retrieveWebhookInboundMessage(id)) })
})
