import OrderModule from "@medusajs/medusa/order"
import { defineLink } from "@medusajs/framework/utils"
import ComplianceModule from "../modules/compliance"

/** The establishment that an order needed: written by the region check. `query.graph` finds it from both sides. */
export default defineLink(
  { linkable: OrderModule.linkable.order, isList: true },
  ComplianceModule.linkable.customerRegionEstablishment
)
