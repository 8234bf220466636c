import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { SIGNATURE_SCHEMES } from "../../../../modules/webhooks/core/signature-schemes"
import { withIssues } from "../../../_http/issues"
import { signatureSchemeView, type SignatureSchemeListAnswer } from "./serializers"

/** What a subscription's `signature_scheme`, and a source's `scheme`, may be. */
export const GET = withIssues(async (_req: MedusaRequest, res: MedusaResponse<SignatureSchemeListAnswer>) => {
  const schemes = Object.values(SIGNATURE_SCHEMES).map(signatureSchemeView)
  res.json({ signature_schemes: schemes, count: schemes.length, offset: 0, limit: schemes.length })
})
