import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import type { Cause } from "../../../modules/compliance/core/cause"
import { webhooksOf } from "../../webhooks-of"
import { complianceOf } from "../compliance-of"
import { addressesOfCustomers } from "../customer-addresses"
import { requireVerification } from "../require-verification"

export interface CheckCustomersInput {
  ids: string[]
  cause: Cause
  /** When their addresses were written, ISO 8601; left out: now. */
  as_of?: string
}

/**
 * The region check of customers, by the addresses that govern. Who has moved away keeps what was required there: moving
 * back and forth creates nothing twice. Not undone: safe to repeat.
 */
export const checkCustomersStep = createStep(
  "compliance-check-customers",
  async ({ ids, cause, as_of }: CheckCustomersInput, { container }) => {
    const compliance = complianceOf(container)
    if (!(await compliance.rules()).any) return new StepResponse(0)
    const asOf = as_of === undefined ? await webhooksOf(container).now() : new Date(as_of)
    let required = 0
    for (const [customerId, addresses] of await addressesOfCustomers(ids, container)) {
      const region = await compliance.regionOfCustomer(addresses)
      if (!region.ok) continue
      const check = { customer_id: customerId, region_code: region.region_code, tags: null, cause, as_of: asOf }
      if (await requireVerification(container, check)) required++
    }
    return new StepResponse(required)
  }
)
