import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { withIssues } from "../../../../_http/issues"
import { COMPLIANCE_MODULE } from "../../../../../modules/compliance"
import type ComplianceModuleService from "../../../../../modules/compliance/service"
import { establishmentOf } from "../../../../../modules/compliance/store/establishment-row"
import { pickFields, retrieveQuery } from "../../../../_http/list"
import { idOf } from "../../../../_http/path"
import { queryOf } from "../../../../_http/validate"
import { establishmentView, type EstablishmentAnswer } from "../serializers"

export const GET = withIssues(async (req: MedusaRequest, res: MedusaResponse<EstablishmentAnswer>) => {
  const row = await req.scope
    .resolve<ComplianceModuleService>(COMPLIANCE_MODULE)
    .retrieveCustomerRegionEstablishment(idOf(req))
  const establishment = establishmentView(establishmentOf(row), new Date())
  res.json({ establishment: pickFields(establishment, queryOf(retrieveQuery, req).fields) })
})
