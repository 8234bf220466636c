import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { consultationOf } from "../../../../../modules/compliance/store/consultations"
import { complianceOf } from "../../../../../workflows/compliance/compliance-of"
import { withIssues } from "../../../../_http/issues"
import { pickFields, retrieveQuery } from "../../../../_http/list"
import { idOf } from "../../../../_http/path"
import { queryOf } from "../../../../_http/validate"
import { consultationView, type ConsultationAnswer } from "../serializers"

export const GET = withIssues(async (req: MedusaRequest, res: MedusaResponse<ConsultationAnswer>) => {
  const row = await complianceOf(req.scope).retrieveConsultation(idOf(req))
  const consultation = consultationView(consultationOf(row))
  res.json({ consultation: pickFields(consultation, queryOf(retrieveQuery, req).fields) })
})
