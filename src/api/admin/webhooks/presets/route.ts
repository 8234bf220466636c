import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { withIssues } from "../../../_http/issues"
import { PRESETS } from "../../../../modules/webhooks/core/presets"
import { presetView, type PresetListAnswer } from "./serializers"

/** Settings that belong together: a form fills them in, a caller copies them. */
export const GET = withIssues(async (_req: MedusaRequest, res: MedusaResponse<PresetListAnswer>) => {
  const presets = Object.values(PRESETS).map(presetView)
  res.json({ presets, count: presets.length, offset: 0, limit: presets.length })
})
