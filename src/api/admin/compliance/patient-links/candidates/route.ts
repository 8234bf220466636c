import type { AuthenticatedMedusaRequest, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { acceptCandidates } from "../../../../../workflows/compliance/accept-candidates"
import { patientLinkCandidates } from "../../../../../workflows/compliance/patient-link-candidates"
import { withIssues } from "../../../../_http/issues"
import { queryOf } from "../../../../_http/validate"
import type { AcceptedAnswer, CandidateListAnswer } from "../serializers"
import { AdminGetCandidatesQuery, type AdminAcceptCandidatesType } from "../validators"

/** What `metadata.emr_patient_id` would have linked: customers wrote it, so staff decide. */
export const GET = withIssues(async (req: MedusaRequest, res: MedusaResponse<CandidateListAnswer>) => {
  const { limit, offset, source } = queryOf(AdminGetCandidatesQuery, req)
  res.json({ ...(await patientLinkCandidates(req.scope, { source, limit, offset })), offset, limit })
})

/** Accepts some of them, or all that are not ambiguous. */
export const POST = withIssues(
  async (req: AuthenticatedMedusaRequest<AdminAcceptCandidatesType>, res: MedusaResponse<AcceptedAnswer>) => {
    const { source, customer_ids } = req.validatedBody
    res.json(await acceptCandidates(req.scope, source, customer_ids ?? "all", `user:${req.auth_context.actor_id}`))
  }
)
