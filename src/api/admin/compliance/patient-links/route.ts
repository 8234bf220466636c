import type { AuthenticatedMedusaRequest, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { complianceOf } from "../../../../workflows/compliance/compliance-of"
import { linkPatientsWorkflow } from "../../../../workflows/compliance/workflows/link-patients"
import { withIssues } from "../../../_http/issues"
import { listConfig, pickFields } from "../../../_http/list"
import { queryOf } from "../../../_http/validate"
import { patientLinkView, type PatientLinkAnswer, type PatientLinkListAnswer } from "./serializers"
import { AdminGetPatientLinksQuery, type AdminCreatePatientLinkType } from "./validators"

export const GET = withIssues(async (req: MedusaRequest, res: MedusaResponse<PatientLinkListAnswer>) => {
  const { limit, offset, order, fields, q, ...filters } = queryOf(AdminGetPatientLinksQuery, req)
  const [rows, count] = await complianceOf(req.scope).listAndCountPatientLinks(
    { ...filters, ...(q ? { q } : {}) },
    listConfig({ limit, offset, ...(order ? { order } : {}) })
  )
  res.json({ patient_links: rows.map((row) => pickFields(patientLinkView(row), fields)), count, offset, limit })
})

export const POST = withIssues(
  async (req: AuthenticatedMedusaRequest<AdminCreatePatientLinkType>, res: MedusaResponse<PatientLinkAnswer>) => {
    const { source, ...link } = req.validatedBody
    const input = { source, links: [link], created_by: `user:${req.auth_context.actor_id}` }
    const { result } = await linkPatientsWorkflow(req.scope).run({ input })
    const [skipped] = result.skipped
    if (skipped) throw new MedusaError(MedusaError.Types.INVALID_DATA, `external_id: ${skipped.reason}`)
    const filters = { source, external_id: link.external_id }
    const [row] = await complianceOf(req.scope).listPatientLinks(filters, { take: 1 })
    if (!row) throw new MedusaError(MedusaError.Types.NOT_FOUND, "the link was deleted meanwhile")
    res.json({ patient_link: patientLinkView(row) })
  }
)
