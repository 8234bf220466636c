import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { withIssues } from "../../../_http/issues"
import { FORMATS } from "../../../../modules/webhooks/core/formats"
import { formatView, type FormatListAnswer } from "./serializers"

/** The shapes a body can have: what a subscription's `format` may be. */
export const GET = withIssues(async (_req: MedusaRequest, res: MedusaResponse<FormatListAnswer>) => {
  const formats = Object.values(FORMATS).map(formatView)
  res.json({ formats, count: formats.length, offset: 0, limit: formats.length })
})
