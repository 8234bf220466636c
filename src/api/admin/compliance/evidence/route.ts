import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { once } from "node:events"
import { CHANGE_FIELDS, changeView, csvLine } from "../../../../modules/compliance/core/change-view"
import { complianceOf } from "../../../../workflows/compliance/compliance-of"
import { withIssues } from "../../../_http/issues"
import { queryOf } from "../../../_http/validate"
import { AdminGetEvidenceQuery } from "./validators"

/** Lines that are in memory at a time. */
const PAGE = 500

/** The history of establishments as a CSV file for an auditor, oldest line first, page by page: there may be years of it. */
export const GET = withIssues(async (req: MedusaRequest, res: MedusaResponse) => {
  const filters = queryOf(AdminGetEvidenceQuery, req)
  const compliance = complianceOf(req.scope)
  res.setHeader("content-type", "text/csv; charset=utf-8")
  res.setHeader("content-disposition", 'attachment; filename="compliance-evidence.csv"')
  res.write(csvLine(CHANGE_FIELDS))
  for (let after = ""; !res.writableEnded && !res.destroyed;) {
    const config = { take: PAGE, order: { id: "ASC" as const } }
    const rows = await compliance.listEstablishmentChanges({ ...filters, id: { $gt: after } }, config)
    const lines = rows.map((row) => changeView(row)).map((line) => csvLine(CHANGE_FIELDS.map((field) => line[field])))
    // A slow reader must not make the shop hold the whole history in memory.
    if (!res.write(lines.join(""))) await Promise.race([once(res, "drain"), once(res, "close")])
    if (rows.length < PAGE) return void res.end()
    after = rows.at(-1)?.id ?? ""
  }
})
