import { cloneDatabase } from "../helpers/services/database"
import { startShop, type Shop } from "../helpers/shop/shop"

declare global {
  var shopUnderTest: Shop | undefined
}

/** Starts the one shop that all http specs talk to; they find it with `shopUnderTest()`. */
export default async function startShopUnderTest(): Promise<void> {
  const databaseUrl = await cloneDatabase("http")
  const shop = await startShop({ databaseUrl })
  globalThis.shopUnderTest = shop
  process.env.TEST_SHOP_URL = shop.url
  process.env.TEST_SHOP_PID = String(shop.pid)
  process.env.TEST_SHOP_DATABASE_URL = databaseUrl
}
