import { writeFileSync } from "node:fs"
import type { ExecArgs } from "@medusajs/framework/types"
import { seedAdmin } from "./seed-shop/admin"
import { seedProduct } from "./seed-shop/product"
import { seedRegion } from "./seed-shop/region"
import { seedSalesChannel } from "./seed-shop/sales-channel"
import { seedShipping } from "./seed-shop/shipping"

/** Ids of the seeded rows; written as JSON to the file named by SEED_OUTPUT. */
export interface SeededShop {
  region_id: string
  sales_channel_id: string
  publishable_key: string
  stock_location_id: string
  shipping_profile_id: string
  shipping_option_id: string
  product_id: string
  variant_id: string
  inventory_item_id: string
  admin_email: string
  admin_user_id: string
}

/**
 * Makes a shop that can take an order in the United States, and an admin who can log in. Rows of an earlier run
 * are found by name and reused.
 */
export default async function seedShop({ container }: ExecArgs): Promise<void> {
  const regionId = await seedRegion(container)
  const channel = await seedSalesChannel(container)
  const shipping = await seedShipping(container, channel.sales_channel_id)
  const product = await seedProduct(container, { ...channel, ...shipping })
  const admin = await seedAdmin(container, {
    email: process.env.DEMO_ADMIN_EMAIL ?? "admin@example.com",
    password: process.env.DEMO_ADMIN_PASSWORD ?? "supersecret",
  })
  const shop: SeededShop = { region_id: regionId, ...channel, ...shipping, ...product, ...admin }
  const json = JSON.stringify(shop, null, 2)
  if (process.env.SEED_OUTPUT) {
    writeFileSync(process.env.SEED_OUTPUT, json)
  } else {
    process.stdout.write(`${json}\n`)
  }
}
