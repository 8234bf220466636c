import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { COMPLIANCE_MODULE } from "../../../../modules/compliance"
import { establishmentView } from "../../../../modules/compliance/core/establishment"
import type ComplianceModuleService from "../../../../modules/compliance/service"
import { establishmentOf } from "../../../../modules/compliance/store/establishment-row"
import { listConfig, pickFields } from "../../../_http/list"
import type { AdminGetEstablishmentsQueryType } from "./middlewares"

export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  const { limit, offset, order, fields, q, ...filters } =
    req.validatedQuery as unknown as AdminGetEstablishmentsQueryType
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
}
