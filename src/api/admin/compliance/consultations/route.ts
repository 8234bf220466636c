import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { consultationOf } from "../../../../modules/compliance/store/consultations"
import { complianceOf } from "../../../../workflows/compliance/compliance-of"
import { withIssues } from "../../../_http/issues"
import { listConfig, pickFields } from "../../../_http/list"
import { queryOf } from "../../../_http/validate"
import { consultationView, type ConsultationListAnswer } from "./serializers"
import { AdminGetConsultationsQuery } from "./validators"

export const GET = withIssues(async (req: MedusaRequest, res: MedusaResponse<ConsultationListAnswer>) => {
  const { limit, offset, order, fields, q, ...filters } = queryOf(AdminGetConsultationsQuery, req)
  const search = q ? { $or: [{ id: q }, { appointment_id: q }, { customer_id: q }] } : {}
  const [rows, count] = await complianceOf(req.scope).listAndCountConsultations(
    { ...filters, ...search },
    listConfig({ limit, offset, ...(order ? { order } : {}) })
  )
  const consultations = rows.map((row) => pickFields(consultationView(consultationOf(row)), fields))
  res.json({ consultations, count, offset, limit })
})
