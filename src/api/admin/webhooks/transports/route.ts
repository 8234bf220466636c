import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { transports as all } from "../../../../modules/webhooks/transports"
import { withIssues } from "../../../_http/issues"
import { transportView, type TransportListAnswer } from "./serializers"

/** The ways to hand a delivery over: what a subscription's `transport` may be. */
export const GET = withIssues(async (_req: MedusaRequest, res: MedusaResponse<TransportListAnswer>) => {
  const transports = [...all.values()].map(transportView)
  res.json({ transports, count: transports.length, offset: 0, limit: transports.length })
})
