import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { complianceOf } from "../../../../../workflows/compliance/compliance-of"
import { deletePatientLinkWorkflow } from "../../../../../workflows/compliance/workflows/delete-patient-link"
import { withIssues } from "../../../../_http/issues"
import { pickFields, retrieveQuery } from "../../../../_http/list"
import { idOf } from "../../../../_http/path"
import { queryOf } from "../../../../_http/validate"
import type { Deleted } from "../../../../_http/wire"
import { patientLinkView, type PatientLinkAnswer } from "../serializers"

export const GET = withIssues(async (req: MedusaRequest, res: MedusaResponse<PatientLinkAnswer>) => {
  const row = await complianceOf(req.scope).retrievePatientLink(idOf(req))
  res.json({ patient_link: pickFields(patientLinkView(row), queryOf(retrieveQuery, req).fields) })
})

export const DELETE = withIssues(async (req: MedusaRequest, res: MedusaResponse<Deleted<"patient_link">>) => {
  const id = idOf(req)
  await deletePatientLinkWorkflow(req.scope).run({ input: { id } })
  res.json({ id, object: "patient_link", deleted: true })
})
