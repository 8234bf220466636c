import type { AuthenticatedMedusaRequest, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { withIssues } from "../../../../_http/issues"
import { pickFields, retrieveQuery } from "../../../../_http/list"
import { idOf } from "../../../../_http/path"
import { queryOf } from "../../../../_http/validate"
import { answerOf, changeBy, correctionOf, whereOf } from "../change"
import type { EstablishmentAnswer } from "../serializers"
import type { AdminUpdateEstablishmentType } from "../validators"

export const GET = withIssues(async (req: MedusaRequest, res: MedusaResponse<EstablishmentAnswer>) => {
  const { establishment } = await answerOf(req, idOf(req))
  res.json({ establishment: pickFields(establishment, queryOf(retrieveQuery, req).fields) })
})

/** Staff correct what is recorded. */
export const POST = withIssues(
  async (req: AuthenticatedMedusaRequest<AdminUpdateEstablishmentType>, res: MedusaResponse<EstablishmentAnswer>) => {
    const { reason, ...correction } = req.validatedBody
    const change = { act: "correct" as const, ...(await whereOf(req, idOf(req))), correction: correctionOf(correction) }
    res.json(await changeBy(req, change, reason))
  }
)
