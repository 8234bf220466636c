import { expectOk, loginAdmin, type Api } from "../helpers/shop/api"
import { cloneDatabase, dropDatabase, queryDatabase } from "../helpers/services/database"
import { cancelOrder, capturePayment, createFulfillment, createShipment, markDelivered } from "../helpers/shop/merchant"
import { registerPartner, type Partner } from "../helpers/receivers/partner"
import { reconcileNow } from "../helpers/shop/reconcile"
import { startShop, type Shop } from "../helpers/shop/shop"
import { placeOrder, registerCustomer, texanAddress } from "../helpers/shop/shopper"
import { until } from "../helpers/until"

const DATABASE = "reconciler"

interface EventRow {
  type: string
  idempotency_key: string
  data: string
  occurred_at: Date
}

describe("the reconciler", () => {
  let databaseUrl: string
  let shop: Shop
  let admin: Api
  let partner: Partner

  beforeAll(async () => {
    databaseUrl = await cloneDatabase(DATABASE)
    shop = await startShop({ databaseUrl })
    admin = await loginAdmin(shop.url)
    // What nobody subscribes to is not recorded, and so not missed.
    partner = await registerPartner(admin, { events: ["order.*", "customer.*"] })
  })
  afterAll(async () => {
    await partner.stop()
    await shop.stop()
    await dropDatabase(DATABASE)
  })

  const events = () =>
    queryDatabase<EventRow>(
      databaseUrl,
      "SELECT type, idempotency_key, data, occurred_at FROM webhook_event ORDER BY type, idempotency_key"
    )

  async function told(count: number): Promise<EventRow[]> {
    return until(
      async () => {
        const rows = await events()
        return rows.length === count && rows
      },
      { what: `${count} events`, timeout_ms: 15_000 }
    )
  }

  it("publishes every event that the bus lost, as it would have been, and once", async () => {
    const customer = await registerCustomer(shop.url)
    const order = await placeOrder(shop.url, { customer })
    await capturePayment(admin, order.id)
    const fulfillmentId = await createFulfillment(admin, order.id)
    await createShipment(admin, order.id, fulfillmentId)
    await markDelivered(admin, order.id, fulfillmentId)
    await cancelOrder(admin, (await placeOrder(shop.url)).id)
    expectOk(await customer.store.post("/store/customers/me/addresses", texanAddress()))
    const before = await told(8)
    expect(new Set(before.map(({ type }) => type)).size).toBe(7)

    await queryDatabase(databaseUrl, "TRUNCATE webhook_event, webhook_delivery, webhook_delivery_attempt")
    await reconcileNow(databaseUrl)
    const after = await events()
    const identity = ({ type, data }: EventRow) => {
      const { order_id, customer_id, address_id, change } = JSON.parse(data) as Record<string, string>
      return { type, order_id, customer_id, address_id, change }
    }
    expect(after.map(identity)).toEqual(before.map(identity))
    // An order that was cancelled since is told of as it is now; what has not changed is told byte for byte.
    const unchanged = (rows: EventRow[]) =>
      rows.filter(({ type }) => ["customer.created", "order.delivered"].includes(type))
    expect(unchanged(after)).toEqual(unchanged(before))

    await reconcileNow(databaseUrl)
    expect(await events()).toEqual(after)
  }, 150_000)

  it("tells of an address that is gone, when nobody told of its end", async () => {
    const customer = await registerCustomer(shop.url)
    expectOk(await customer.store.post("/store/customers/me/addresses", texanAddress({ city: "Waco" })))
    const found = await until(async () => (await events()).find(({ data }) => data.includes("Waco")), {
      what: "the address to be told of",
    })
    const { address_id } = JSON.parse(found.data) as { address_id: string }
    // Behind the bus's back.
    await queryDatabase(databaseUrl, "DELETE FROM customer_address WHERE id = $1", [address_id])
    await reconcileNow(databaseUrl)
    const [gone] = (await events()).filter(({ data }) => data.includes(address_id) && data.includes('"deleted"'))
    expect(JSON.parse(gone!.data)).toMatchObject({ change: "deleted", customer_id: customer.id, address: null })
  }, 90_000)
})
