import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { withIssues } from "../../../../../_http/issues"
import { processInboundMessageWorkflow } from "../../../../../../workflows/inbound/workflows/process-inbound-message"
import { webhooksOf } from "../../../../../../workflows/webhooks-of"
import { idOf } from "../../../../../_http/path"
import { readInboundView } from "../../read"
import type { InboundAnswer } from "../../serializers"

/** Tries once more. The message's status says how it went; one that was processed is left as it is. */
export const POST = withIssues(async (req: MedusaRequest, res: MedusaResponse<InboundAnswer>) => {
  const id = idOf(req)
  // What went wrong before does not count: a fault now is tried again in the background.
  await webhooksOf(req.scope).inbox.makeDue({ ids: [id] })
  await processInboundMessageWorkflow(req.scope).run({ input: { id } })
  res.json({ inbound_message: await readInboundView(req.scope, id) })
})
