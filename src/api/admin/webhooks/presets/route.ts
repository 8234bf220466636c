import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { PRESETS } from "../../../../modules/webhooks/core/presets"

/** Settings that belong together: a form fills them in, a caller copies them. */
export const GET = async (_req: MedusaRequest, res: MedusaResponse) => {
  const presets = Object.values(PRESETS)
  res.json({ presets, count: presets.length, offset: 0, limit: presets.length })
}
