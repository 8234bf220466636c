import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import type { CartCompliance } from "../../modules/compliance/core/checkout"
import type { AddressParts } from "../../modules/compliance/core/region-code"
import { readRows } from "../read-rows"
import { webhooksOf } from "../webhooks-of"
import { complianceOf } from "./compliance-of"
import { PLACE_FIELDS, addressesOf } from "./customer-addresses"
import { tagsOfItems } from "./product-tags"
import { requireVerification } from "./require-verification"

const FIELDS = [
  ...["id", "customer_id", "completed_at", "items.product_id"],
  ...PLACE_FIELDS.map((field) => `shipping_address.${field}`),
]

interface Cart {
  customer_id: string | null
  completed_at: Date | null
  items: unknown
  shipping_address: AddressParts | null
}

/**
 * Whether a cart may become an order: by the region of its shipping address, or of the customer's addresses where it has
 * none, the rule there, and the customer's establishment.
 * @throws MedusaError NOT_FOUND when there is no such cart.
 */
export async function complianceOfCart(id: string, container: MedusaContainer): Promise<CartCompliance> {
  const cart = await readCart(id, container)
  const compliance = complianceOf(container)
  const rules = await compliance.rules()
  const now = await webhooksOf(container).now()
  const region = await regionOfCart(cart, container)
  // An order that is there already is not undone by completing its cart once more.
  const isOver = !rules.any || cart.completed_at !== null
  const rule = isOver
    ? null
    : region.ok
      ? rules.ruleOf(region.region_code)
      : rules.somewhere(cart.shipping_address?.country_code)
  const tags = rule ? await tagsOfItems(cart.items, container) : []
  const { customer_id } = cart
  const establishment =
    rule && region.ok && customer_id
      ? await compliance.establishmentOf({ customer_id, region_code: region.region_code })
      : null
  return compliance.cartCompliance({ customer_id, region, rule, tags, establishment }, now)
}

/** Somebody wanted to order what they may not: their verification is required from now on, once, as with an order. */
export async function requireForCart(id: string, container: MedusaContainer): Promise<void> {
  const cart = await readCart(id, container)
  const region = await regionOfCart(cart, container)
  const { customer_id } = cart
  if (!customer_id || !region.ok) return
  const tags = await tagsOfItems(cart.items, container)
  const cause = { kind: "cart" as const, id }
  const now = await webhooksOf(container).now()
  await requireVerification(container, { customer_id, region_code: region.region_code, tags, cause, as_of: now })
}

async function readCart(id: string, container: MedusaContainer): Promise<Cart> {
  const [found] = await readRows(container, { entity: "cart", fields: FIELDS, filters: { id } })
  if (!found) throw new MedusaError(MedusaError.Types.NOT_FOUND, `Cart with id: ${id} was not found`)
  return found as unknown as Cart
}

async function regionOfCart({ shipping_address, customer_id }: Cart, container: MedusaContainer) {
  const compliance = complianceOf(container)
  if (shipping_address?.country_code || shipping_address?.province) return compliance.regionOf(shipping_address)
  const addresses = customer_id === null ? null : await addressesOf(customer_id, container)
  return compliance.regionOfCustomer(addresses ?? [])
}
