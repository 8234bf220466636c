import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules, ProductStatus } from "@medusajs/framework/utils"
import { createInventoryLevelsWorkflow, createProductsWorkflow } from "@medusajs/medusa/core-flows"

const HANDLE = "travel-kit"
const SKU = "TRAVEL-KIT"
const STOCK = 1_000_000

interface Place {
  sales_channel_id: string
  stock_location_id: string
  shipping_profile_id: string
}

async function createProduct(container: MedusaContainer, place: Place): Promise<void> {
  await createProductsWorkflow(container).run({
    input: {
      products: [
        {
          title: "Travel kit",
          handle: HANDLE,
          status: ProductStatus.PUBLISHED,
          shipping_profile_id: place.shipping_profile_id,
          sales_channels: [{ id: place.sales_channel_id }],
          options: [{ title: "Size", values: ["Regular"] }],
          variants: [
            {
              title: "Regular",
              sku: SKU,
              options: { Size: "Regular" },
              prices: [{ currency_code: "usd", amount: 49 }],
            },
          ],
        },
      ],
    },
  })
}

async function seedStock(container: MedusaContainer, stockLocationId: string): Promise<string> {
  const inventory = container.resolve(Modules.INVENTORY)
  const [item] = await inventory.listInventoryItems({ sku: SKU })
  const inventoryItemId = item!.id
  const levels = await inventory.listInventoryLevels({
    inventory_item_id: inventoryItemId,
    location_id: stockLocationId,
  })
  if (levels.length === 0) {
    await createInventoryLevelsWorkflow(container).run({
      input: {
        inventory_levels: [
          { inventory_item_id: inventoryItemId, location_id: stockLocationId, stocked_quantity: STOCK },
        ],
      },
    })
  }
  return inventoryItemId
}

/** A published product with one variant in stock, enough of it for any number of test orders. */
export async function seedProduct(
  container: MedusaContainer,
  place: Place
): Promise<{ product_id: string; variant_id: string; inventory_item_id: string }> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const find = async () => {
    const { data } = await query.graph({
      entity: "product",
      fields: ["id", "variants.id"],
      filters: { handle: HANDLE },
    })
    return data[0]
  }
  if (!(await find())) await createProduct(container, place)
  const product = await find()
  const inventoryItemId = await seedStock(container, place.stock_location_id)
  return { product_id: product!.id, variant_id: product!.variants[0]!.id, inventory_item_id: inventoryItemId }
}
