import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { COMPLIANCE_MODULE } from "../../../modules/compliance"
import type { AddressParts } from "../../../modules/compliance/core/region-code"
import { readRows } from "../../read-rows"
import { complianceOf } from "../compliance-of"
import { PLACE_FIELDS } from "../customer-addresses"
import { tagsOfItems } from "../product-tags"
import { requireVerification } from "../require-verification"

const FIELDS = [
  "id",
  "customer_id",
  "created_at",
  "items.product_id",
  ...PLACE_FIELDS.map((field) => `shipping_address.${field}`),
]

/**
 * The region check of orders, by their shipping addresses. An order without a customer, or whose address has no region, is
 * left as it is and logged. Not undone: safe to repeat.
 */
export const checkOrdersStep = createStep(
  "compliance-check-orders",
  async ({ ids }: { ids: string[] }, { container }) => {
    if (!(await complianceOf(container).rules()).any) return new StepResponse(0)
    const orders = await readRows(container, { entity: "order", fields: FIELDS, filters: { id: ids } })
    let checked = 0
    for (const order of orders) if (await checkOrder(order as unknown as PlacedOrder, container)) checked++
    return new StepResponse(checked)
  }
)

interface PlacedOrder {
  id: string
  customer_id: string | null
  created_at: Date | string
  items: unknown
  shipping_address: AddressParts | null
}

async function checkOrder(
  { id, customer_id, created_at, items, shipping_address }: PlacedOrder,
  container: MedusaContainer
) {
  const region = shipping_address && (await complianceOf(container).regionOf(shipping_address))
  if (!customer_id || !region?.ok) {
    const reason = !customer_id
      ? "it has no customer"
      : region
        ? "its address has no region"
        : "it has no shipping address"
    container.resolve(ContainerRegistrationKeys.LOGGER).warn(`compliance: order ${id} was not checked: ${reason}`)
    return false
  }
  const tags = await tagsOfItems(items, container)
  const cause = { kind: "order" as const, id }
  const establishment = await requireVerification(container, {
    customer_id,
    region_code: region.region_code,
    tags,
    cause,
    as_of: new Date(created_at),
  })
  if (establishment) {
    await container.resolve(ContainerRegistrationKeys.LINK).create({
      [Modules.ORDER]: { order_id: id },
      [COMPLIANCE_MODULE]: { customer_region_establishment_id: establishment.id },
    })
  }
  return establishment !== null
}
