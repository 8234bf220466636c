import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { reprocessInboundMessagesWorkflow } from "../../../../../workflows/inbound/workflows/reprocess-inbound-messages"
import { processDueMessages } from "../../../../../workflows/inbound/process-due"
import { withIssues } from "../../../../_http/issues"
import type { ReprocessAnswer } from "../serializers"
import type { AdminReprocessInboundMessagesType } from "../validators"

/** Makes all that match due now, and begins at once; what is left the background job does. */
export const POST = withIssues(
  async (req: MedusaRequest<AdminReprocessInboundMessagesType>, res: MedusaResponse<ReprocessAnswer>) => {
    const { result } = await reprocessInboundMessagesWorkflow(req.scope).run({ input: req.validatedBody })
    res.json({ count: result.count })
    if (!req.validatedBody.dry_run && result.count > 0) void processDueMessages(req.scope)
  }
)
