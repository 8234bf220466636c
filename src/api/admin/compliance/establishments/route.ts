import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { withIssues } from "../../../_http/issues"
import { COMPLIANCE_MODULE } from "../../../../modules/compliance"
import type ComplianceModuleService from "../../../../modules/compliance/service"
import { establishmentOf } from "../../../../modules/compliance/store/establishment-row"
import { listConfig, pickFields } from "../../../_http/list"
import { queryOf } from "../../../_http/validate"
import { establishmentView, type EstablishmentListAnswer } from "./serializers"
import { AdminGetEstablishmentsQuery } from "./validators"

export const GET = withIssues(async (req: MedusaRequest, res: MedusaResponse<EstablishmentListAnswer>) => {
  const { limit, offset, order, fields, q, ...filters } = queryOf(AdminGetEstablishmentsQuery, req)
  const search = q ? { $or: [{ id: q }, { customer_id: q }] } : {}
  const [rows, count] = await req.scope
    .resolve<ComplianceModuleService>(COMPLIANCE_MODULE)
    .listAndCountCustomerRegionEstablishments(
      { ...filters, ...search },
      listConfig({ limit, offset, ...(order ? { order } : {}) })
    )
  const now = new Date()
  res.json({
    establishments: rows.map((row) => pickFields(establishmentView(establishmentOf(row), now), fields)),
    count,
    offset,
    limit,
  })
})
