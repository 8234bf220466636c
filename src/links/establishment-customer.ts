import CustomerModule from "@medusajs/medusa/customer"
import { defineLink } from "@medusajs/framework/utils"
import ComplianceModule from "../modules/compliance"

/** `query.graph` of establishments has `customer`. */
export default defineLink(
  { linkable: ComplianceModule.linkable.customerRegionEstablishment, field: "customer_id" },
  CustomerModule.linkable.customer,
  { readOnly: true }
)
