import type { AuthenticatedMedusaRequest, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { isRegionCode, regionOfPlace } from "../../../../modules/compliance/core/region-code"
import { establishmentOf } from "../../../../modules/compliance/store/establishments"
import { InvalidInput } from "../../../../modules/webhooks/invalid-input"
import { complianceOf } from "../../../../workflows/compliance/compliance-of"
import { customerExists } from "../../../../workflows/inbound/find-patient"
import { webhooksOf } from "../../../../workflows/webhooks-of"
import { withIssues } from "../../../_http/issues"
import { listConfig, pickFields } from "../../../_http/list"
import { queryOf } from "../../../_http/validate"
import { changeBy, correctionOf } from "./change"
import { establishmentView, type EstablishmentAnswer, type EstablishmentListAnswer } from "./serializers"
import { statusFilter } from "./status-filter"
import { AdminGetEstablishmentsQuery, type AdminCreateEstablishmentType } from "./validators"

export const GET = withIssues(async (req: MedusaRequest, res: MedusaResponse<EstablishmentListAnswer>) => {
  const { limit, offset, order, fields, q, status, ...filters } = queryOf(AdminGetEstablishmentsQuery, req)
  const now = await webhooksOf(req.scope).now()
  const search = q ? [{ $or: [{ id: q }, { customer_id: q }] }] : []
  const [rows, count] = await complianceOf(req.scope).listAndCountCustomerRegionEstablishments(
    { ...filters, $and: [...search, ...statusFilter(status, now)] },
    listConfig({ limit, offset, ...(order ? { order } : {}) })
  )
  res.json({
    establishments: rows.map((row) => pickFields(establishmentView(establishmentOf(row), now), fields)),
    count,
    offset,
    limit,
  })
})

/** Staff establish a customer by hand. */
export const POST = withIssues(
  async (req: AuthenticatedMedusaRequest<AdminCreateEstablishmentType>, res: MedusaResponse<EstablishmentAnswer>) => {
    const { customer_id, region_code: place, reason, ...correction } = req.validatedBody
    const { divided } = await complianceOf(req.scope).rules()
    const region = regionOfPlace(place, divided)
    if (!isRegionCode(region, divided)) {
      const message = "is a country with regions of its own: give one of them"
      throw InvalidInput.ofField({ path: ["region_code"], code: "region", message }, place)
    }
    if (!(await customerExists(customer_id, req.scope))) {
      throw InvalidInput.ofField({ path: ["customer_id"], code: "unknown", message: "is no customer" }, customer_id)
    }
    const change = { act: "establish" as const, customer_id, region_code: region, correction: correctionOf(correction) }
    res.json(await changeBy(req, change, reason))
  }
)
