import { countriesOf } from "./region-code"
import { alpha2Of, regionsAround } from "./subdivisions"

/** Of the job that goes through the customers whom a changed rule concerns. */
export const ROLLOUT_STATUSES = ["pending", "running", "done"] as const

/** A rule: customers in a region have to be verified before the shop may go on. One row of `region_requirement`. */
export interface RegionRequirement {
  id: string
  /** A subdivision, or a country: then it is for each of its regions that has no rule of its own. */
  region_code: string
  active: boolean
  /** How long a verification lasts; null: for ever. */
  validity_days: number | null
  /** How long before the end its event goes out. */
  renewal_notice_days: number
  /** Only for carts and orders with a product that has one of these tags; null: for all of them. */
  product_tags: readonly string[] | null
  created_at: Date
  updated_at: Date
}

/**
 * The rule for a region: its own, else the one around it, up to the country. An inactive rule stands for none: it does not
 * let the country's through, so a region can be exempted.
 */
export function ruleFor<Rule extends Pick<RegionRequirement, "region_code" | "active">>(
  regionCode: string,
  rules: readonly Rule[]
): Rule | null {
  for (const place of regionsAround(regionCode)) {
    const rule = rules.find(({ region_code }) => region_code === place)
    if (rule) return rule.active ? rule : null
  }
  return null
}

/**
 * An active rule that an address may fall under whose region nobody can make out: one of its country, or any where the
 * country is not known either. A rule for every purchase comes before one for some products.
 */
export function ruleSomewhere<Rule extends Pick<RegionRequirement, "region_code" | "active" | "product_tags">>(
  countryCode: string | null | undefined,
  rules: readonly Rule[]
): Rule | null {
  const country = alpha2Of(countryCode?.trim() ?? "")
  const near = rules.filter(
    ({ active, region_code }) => active && (country === null || countriesOf(region_code).includes(country))
  )
  return near.find(({ product_tags }) => product_tags === null) ?? near[0] ?? null
}

/** Whether a rule is about a purchase of products with these tags. @param tags `null`: no purchase, such as a change of address. */
export function concerns(
  { product_tags }: Pick<RegionRequirement, "product_tags">,
  tags: readonly string[] | null
): boolean {
  if (product_tags === null) return true
  return tags !== null && product_tags.some((tag) => tags.includes(tag))
}
