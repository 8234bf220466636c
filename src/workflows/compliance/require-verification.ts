import type { MedusaContainer } from "@medusajs/framework/types"
import type { Cause } from "../../modules/compliance/core/cause"
import type { Establishment } from "../../modules/compliance/core/establishment"
import { concerns } from "../../modules/compliance/core/requirement"
import { complianceOf } from "./compliance-of"
import { changeInTransaction } from "./in-transaction"

export interface VerificationCheck {
  customer_id: string
  region_code: string
  /** Tags of what is bought; `null` where nothing is: then rules for products are left aside. */
  tags: readonly string[] | null
  cause: Cause
  /** When what is checked was written: it may be checked late, and a verification may have ended since. */
  as_of: Date
}

/**
 * The region check: where a rule asks for a verification, the customer gets an establishment that is required, and
 * `compliance.requirement_created` goes out, once. A valid verification, or a revoked one, stays as it is.
 * @returns the establishment in the region; `null` when no rule asks for one.
 */
export async function requireVerification(
  container: MedusaContainer,
  { customer_id, region_code, tags, cause, as_of }: VerificationCheck
): Promise<Establishment | null> {
  const compliance = complianceOf(container)
  const rule = (await compliance.rules()).ruleOf(region_code)
  if (!rule || !concerns(rule, tags)) return null
  const { establishment } = await changeInTransaction(container, cause, (within) =>
    compliance.requireEstablishment({ customer_id, region_code }, within, as_of)
  )
  return establishment
}
