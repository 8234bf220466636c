import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { establishmentView, type EstablishmentView } from "../../../../../modules/compliance/core/establishment-view"
import { establishmentOf } from "../../../../../modules/compliance/store/establishments"
import { complianceOf } from "../../../../../workflows/compliance/compliance-of"
import { webhooksOf } from "../../../../../workflows/webhooks-of"
import { withIssues } from "../../../../_http/issues"

/** As a customer may see it: not who took the call. */
type OwnEstablishment = Omit<EstablishmentView, "provider_id" | "customer_id">

/** A customer has one for each region: no more than there are regions, and in practice a few. */
const LIMIT = 200

/** The establishments of the customer who is logged in. Medusa authenticates everything under `/store/customers/me`. */
export const GET = withIssues(
  async (
    req: AuthenticatedMedusaRequest,
    res: MedusaResponse<{ establishments: OwnEstablishment[]; count: number }>
  ) => {
    const [rows, count] = await complianceOf(req.scope).listAndCountCustomerRegionEstablishments(
      { customer_id: req.auth_context.actor_id },
      { take: LIMIT, order: { region_code: "ASC" } }
    )
    const now = await webhooksOf(req.scope).now()
    const establishments = rows.map((row): OwnEstablishment => {
      const { provider_id: _provider, customer_id: _customer, ...own } = establishmentView(establishmentOf(row), now)
      return own
    })
    res.json({ establishments, count })
  }
)
