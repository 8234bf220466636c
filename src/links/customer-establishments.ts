import CustomerModule from "@medusajs/medusa/customer"
import { defineLink } from "@medusajs/framework/utils"
import ComplianceModule from "../modules/compliance"

/** `query.graph` of customers has `customer_region_establishments`. Read only: the establishment's row has the customer's id. */
export default defineLink(
  // Of a read-only link, the first side says whether there are several on the second.
  { linkable: CustomerModule.linkable.customer, field: "id", isList: true },
  { ...ComplianceModule.linkable.customerRegionEstablishment.id, primaryKey: "customer_id" },
  { readOnly: true }
)
