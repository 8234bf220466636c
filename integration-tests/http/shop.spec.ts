import { api, store, type Api } from "../helpers/shop/api"
import { queryDatabase } from "../helpers/services/database"
import { environment } from "../helpers/services/environment"
import { cancelOrder, capturePayment, createFulfillment, createShipment, markDelivered } from "../helpers/shop/merchant"
import { shopUnderTest } from "../helpers/shop/shop-under-test"
import { placeOrder, registerCustomer, texanAddress } from "../helpers/shop/shopper"

interface OrderState {
  status: string
  payment_status: string
  fulfillment_status: string
}

describe("the shop under test", () => {
  const url = shopUnderTest.url()
  let admin: Api

  beforeAll(async () => {
    admin = await shopUnderTest.admin()
  })

  async function stateOf(orderId: string): Promise<OrderState> {
    const { body } = await admin.get<{ order: OrderState }>(`/admin/orders/${orderId}`)
    return body.order
  }

  it("answers a health check", async () => {
    expect((await api(url).get("/health")).status).toBe(200)
  })

  it("refuses the Store API without a publishable key", async () => {
    expect((await api(url).get("/store/products")).status).toBe(400)
  })

  it("sells the seeded product", async () => {
    const { product_id, publishable_key } = environment.seededShop()
    const { body } = await store(url, publishable_key).get<{ products: { id: string }[] }>("/store/products")
    expect(body.products.map((product) => product.id)).toEqual([product_id])
  })

  it("takes an order of a guest through the Store API", async () => {
    const order = await placeOrder(url, { quantity: 2 })
    expect(order).toMatchObject({ email: "guest@example.com", currency_code: "usd", total: 2 * 49 + 5 })
  })

  it("keeps the order of a customer who logged in under that customer", async () => {
    const customer = await registerCustomer(url)
    const order = await placeOrder(url, { customer })
    const rows = await queryDatabase<{ customer_id: string }>(
      shopUnderTest.databaseUrl(),
      `SELECT customer_id FROM "order" WHERE id = $1`,
      [order.id]
    )
    expect(rows).toEqual([{ customer_id: customer.id }])
  })

  it("lets a customer keep an address", async () => {
    const customer = await registerCustomer(url)
    const { status } = await customer.store.post("/store/customers/me/addresses", texanAddress())
    expect(status).toBe(200)
  })

  it("captures, ships and delivers an order", async () => {
    const { id } = await placeOrder(url)
    await capturePayment(admin, id)
    const fulfillmentId = await createFulfillment(admin, id)
    await createShipment(admin, id, fulfillmentId)
    await markDelivered(admin, id, fulfillmentId)
    expect(await stateOf(id)).toMatchObject({ payment_status: "captured", fulfillment_status: "delivered" })
  })

  it("cancels an order", async () => {
    const { id } = await placeOrder(url)
    await cancelOrder(admin, id)
    expect(await stateOf(id)).toMatchObject({ status: "canceled" })
  })
})
