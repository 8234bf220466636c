import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { withIssues } from "../../../../../_http/issues"
import { replayDeliveriesWorkflow } from "../../../../../../workflows/webhooks/workflows/replay-deliveries"
import { idOf } from "../../../../../_http/path"
import type { ReplayAnswer } from "../../serializers"
import type { AdminReplayType } from "../../validators"

export const POST = withIssues(async (req: MedusaRequest<AdminReplayType>, res: MedusaResponse<ReplayAnswer>) => {
  const { result } = await replayDeliveriesWorkflow(req.scope).run({ input: { id: idOf(req), ...req.validatedBody } })
  res.json(result)
})
