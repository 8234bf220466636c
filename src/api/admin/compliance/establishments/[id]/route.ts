import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { COMPLIANCE_MODULE } from "../../../../../modules/compliance"
import { establishmentView } from "../../../../../modules/compliance/core/establishment"
import type ComplianceModuleService from "../../../../../modules/compliance/service"
import { establishmentOf } from "../../../../../modules/compliance/store/establishment-row"
import { idOf, pickFields } from "../../../../_http/list"

export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  const row = await req.scope
    .resolve<ComplianceModuleService>(COMPLIANCE_MODULE)
    .retrieveCustomerRegionEstablishment(idOf(req))
  const establishment = establishmentView(establishmentOf(row), new Date())
  res.json({ establishment: pickFields(establishment, req.validatedQuery.fields as string | undefined) })
}
