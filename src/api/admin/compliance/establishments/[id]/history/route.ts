import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { complianceOf } from "../../../../../../workflows/compliance/compliance-of"
import { withIssues } from "../../../../../_http/issues"
import { listConfig, pickFields } from "../../../../../_http/list"
import { idOf } from "../../../../../_http/path"
import { queryOf } from "../../../../../_http/validate"
import { changeView, type HistoryAnswer } from "../../serializers"
import { AdminGetHistoryQuery } from "../../validators"

/** Every change of an establishment: from what to what, when, and by whom or what. Newest first. */
export const GET = withIssues(async (req: MedusaRequest, res: MedusaResponse<HistoryAnswer>) => {
  const { limit, offset, order, fields } = queryOf(AdminGetHistoryQuery, req)
  const compliance = complianceOf(req.scope)
  const { id } = await compliance.retrieveCustomerRegionEstablishment(idOf(req))
  const [rows, count] = await compliance.listAndCountEstablishmentChanges(
    { establishment_id: id },
    listConfig({ limit, offset, ...(order ? { order } : {}) })
  )
  res.json({ history: rows.map((row) => pickFields(changeView(row), fields)), count, offset, limit })
})
