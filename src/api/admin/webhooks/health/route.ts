import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { withIssues } from "../../../_http/issues"
import { webhooksOf } from "../../../../workflows/webhooks-of"
import type { HealthAnswer } from "./serializers"

/** What is owed, since when the oldest waits, and how the engine of this process is: for a monitor. */
export const GET = withIssues(async (req: MedusaRequest, res: MedusaResponse<HealthAnswer>) => {
  res.json({ health: await webhooksOf(req.scope).health() })
})
