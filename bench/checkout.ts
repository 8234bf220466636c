import { spawn } from "node:child_process"
import { resolve } from "node:path"
import { expectOk, store } from "../integration-tests/helpers/shop/api"
import { cloneDatabase, dropDatabase } from "../integration-tests/helpers/services/database"
import { environment } from "../integration-tests/helpers/services/environment"
import { freePort } from "../integration-tests/helpers/services/free-port"
import { texanAddress } from "../integration-tests/helpers/shop/shopper"
import { until } from "../integration-tests/helpers/until"
import { nowMs } from "./process"

const ROOT = resolve(__dirname, "..")
const MEDUSA = resolve(ROOT, "node_modules/.bin/medusa")
const BOOT_TIMEOUT_MS = 60_000

export interface BenchShop {
  url: string
  pid: number
  stop(): Promise<void>
}

/** A real shop process on a database of its own. @param folder of its medusa-config.ts, from the project's root. */
export async function startBenchShop(name: string, folder: string): Promise<BenchShop> {
  const databaseUrl = await cloneDatabase(name)
  const port = await freePort()
  const child = spawn(process.execPath, [MEDUSA, "start", "--port", String(port)], {
    cwd: resolve(ROOT, folder),
    env: { ...process.env, WEBHOOKS_ALLOW_PRIVATE_TARGETS: "true", DATABASE_URL: databaseUrl },
    stdio: ["ignore", "ignore", "inherit"],
  })
  process.once("exit", () => child.kill())
  let ended = false
  const gone = new Promise<void>((done) => child.once("exit", () => done(void (ended = true))))
  const url = `http://127.0.0.1:${port}`
  const answers = () =>
    fetch(`${url}/health`).then(
      ({ ok }) => ok,
      () => false
    )
  await until(
    () => {
      if (ended) throw new Error(`the shop ${name} ended while starting`)
      return answers()
    },
    { what: `the shop ${name} to start`, timeout_ms: BOOT_TIMEOUT_MS }
  )
  return {
    url,
    pid: child.pid ?? 0,
    async stop() {
      child.kill()
      await gone
      await dropDatabase(name)
    },
  }
}

/** Fills a guest's cart up to where only `complete` is missing, as a storefront does. @returns its id. */
export async function prepareCart({ url }: BenchShop): Promise<string> {
  const shop = environment.seededShop()
  const front = store(url, shop.publishable_key)
  const address = texanAddress()
  const { cart } = expectOk(
    await front.post<{ cart: { id: string } }>("/store/carts", {
      region_id: shop.region_id,
      email: "guest@example.com",
      shipping_address: address,
      billing_address: address,
      items: [{ variant_id: shop.variant_id, quantity: 1 }],
    })
  )
  expectOk(await front.post(`/store/carts/${cart.id}/shipping-methods`, { option_id: shop.shipping_option_id }))
  const { payment_collection } = expectOk(
    await front.post<{ payment_collection: { id: string } }>("/store/payment-collections", { cart_id: cart.id })
  )
  expectOk(
    await front.post(`/store/payment-collections/${payment_collection.id}/payment-sessions`, {
      provider_id: "pp_system_default",
    })
  )
  return cart.id
}

/** Milliseconds that the completion of a prepared cart took. */
export async function completeCart({ url }: BenchShop, cartId: string): Promise<number> {
  const front = store(url, environment.seededShop().publishable_key)
  const beganMs = nowMs()
  const { type } = expectOk(await front.post<{ type: string }>(`/store/carts/${cartId}/complete`))
  if (type !== "order") throw new Error(`the cart ${cartId} did not become an order`)
  return nowMs() - beganMs
}
