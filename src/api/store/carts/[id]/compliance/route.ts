import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { CartCompliance } from "../../../../../modules/compliance/core/checkout"
import { complianceOfCart } from "../../../../../workflows/compliance/cart-compliance"
import { withIssues } from "../../../../_http/issues"
import { idOf } from "../../../../_http/path"

/** Whether a cart may become an order, and what its customer has to do first. Who knows a cart's id may ask, as with the cart itself. */
export const GET = withIssues(async (req: MedusaRequest, res: MedusaResponse<{ compliance: CartCompliance }>) => {
  res.json({ compliance: await complianceOfCart(idOf(req), req.scope) })
})
