import type { Api } from "../helpers/shop/api"
import { cancelOrder, capturePayment, createFulfillment, createShipment, markDelivered } from "../helpers/shop/merchant"
import {
  deliveriesOf,
  readDelivery,
  registerPartner,
  settledDelivery,
  type Envelope,
  type Partner,
} from "../helpers/receivers/partner"
import { shopUnderTest } from "../helpers/shop/shop-under-test"
import { placeOrder, registerCustomer, texanAddress } from "../helpers/shop/shopper"

interface OrderData {
  order_id: string
  order: {
    id: string
    total: number
    items: { quantity: number; unit_price: number; variant_sku: string }[]
    shipping_address: { city: string }
  }
}

interface AddressData {
  customer_id: string
  address_id: string
  change: string
  address: { city: string; province: string } | null
}

describe("events of the shop", () => {
  const url = shopUnderTest.url()
  let admin: Api
  let partner: Partner

  beforeAll(async () => {
    admin = await shopUnderTest.admin()
    partner = await registerPartner(admin, { events: ["order.*", "customer.*"] })
  })

  afterAll(() => partner.stop())

  /** Waits for the webhook, checks its signature, and that the admin API shows the very bytes. */
  async function received<Data>(type: string, text: string): Promise<Envelope<Data>> {
    const request = await partner.webhookOf(type, text)
    partner.verify(request)
    const delivery = await settledDelivery(admin, String(request.headers["webhook-delivery-id"]), "delivered")
    expect(JSON.stringify(delivery.payload)).toBe(request.body)
    const envelope = JSON.parse(request.body) as Envelope<Data>
    expect(envelope).toMatchObject({
      id: request.headers["webhook-id"],
      type,
      metadata: { api_version: "1.0", webhook_subscription_id: partner.subscription.id },
    })
    return envelope
  }

  it("tells of an order placed through the Store API, with items, totals and addresses", async () => {
    const order = await placeOrder(url, { quantity: 2 })
    const { data } = await received<OrderData>("order.placed", order.id)
    expect(data.order).toMatchObject({
      id: order.id,
      total: order.total,
      items: [{ quantity: 2, unit_price: 49 }],
      shipping_address: { city: "Austin" },
    })
  })

  it("tells once each that an order was paid, shipped and delivered", async () => {
    const order = await placeOrder(url)
    await capturePayment(admin, order.id)
    const paid = await received<OrderData & { capture: { amount: number } }>("order.paid", order.id)
    expect(paid.data).toMatchObject({ order: { total: order.total }, capture: { amount: order.total } })

    const fulfillmentId = await createFulfillment(admin, order.id)
    await createShipment(admin, order.id, fulfillmentId)
    const shipped = await received<OrderData>("order.shipped", order.id)
    expect(shipped.data).toMatchObject({
      order: { total: order.total },
      fulfillment: { id: fulfillmentId, delivered_at: null, labels: [{ tracking_number: "1Z999" }] },
    })

    await markDelivered(admin, order.id, fulfillmentId)
    const delivered = await received<OrderData>("order.delivered", order.id)
    expect(delivered.data).toMatchObject({ fulfillment: { id: fulfillmentId, delivered_at: expect.any(String) } })

    const types = (await deliveriesOf(admin, partner.subscription.id, `&subject=${order.id}`)).map(
      (told) => told.event_type
    )
    expect(types.sort()).toEqual(["order.delivered", "order.paid", "order.placed", "order.shipped"])
  })

  it("tells of every capture of an order paid in parts", async () => {
    const order = await placeOrder(url)
    await capturePayment(admin, order.id, 10)
    await received("order.paid", order.id)
    await capturePayment(admin, order.id, order.total - 10)
    const paid = await partner.receiver.waitFor(
      ({ body }) => body.includes(order.id) && body.includes(`"amount":${order.total - 10},"captured_at"`)
    )
    expect(paid).toHaveLength(1)
  })

  it("tells that an order was cancelled", async () => {
    const order = await placeOrder(url)
    await cancelOrder(admin, order.id)
    const { data } = await received<OrderData>("order.cancelled", order.id)
    expect(data).toMatchObject({ order_id: order.id, cancelled_at: expect.any(String), order: { status: "canceled" } })
  })

  it("tells of a customer who registered", async () => {
    const customer = await registerCustomer(url)
    const { data } = await received("customer.created", customer.id)
    expect(data).toMatchObject({ customer_id: customer.id, customer: { email: customer.email, has_account: true } })
  })

  it("tells what changed about an address, is silent when nothing did, and tells of its end", async () => {
    const { id, store } = await registerCustomer(url)
    await store.post("/store/customers/me/addresses", texanAddress())
    const created = await received<AddressData>("customer.address_changed", id)
    expect(created.data).toMatchObject({
      change: "created",
      customer_id: id,
      address: { city: "Austin", province: "TX" },
    })
    expect(created).not.toHaveProperty("previous")

    const path = `/store/customers/me/addresses/${created.data.address_id}`
    await store.post(path, texanAddress())
    await store.post(path, texanAddress({ city: "Boston", province: "MA" }))
    const updated = await received<AddressData>("customer.address_changed", "Boston")
    expect(updated.data).toMatchObject({ change: "updated", address: { city: "Boston", province: "MA" } })
    expect(updated.previous).toMatchObject({ address: { city: "Austin", province: "TX" } })

    await store.post(path, texanAddress())
    await partner.receiver.waitFor(({ body }) => {
      const { data, previous } = JSON.parse(body) as Envelope<AddressData>
      return data.customer_id === id && data.address?.city === "Austin" && previous !== undefined
    })

    await store.delete(path)
    const gone = await received<AddressData>("customer.address_changed", '"change":"deleted"')
    expect(gone.data).toMatchObject({
      change: "deleted",
      customer_id: id,
      address_id: created.data.address_id,
      address: null,
    })
    expect(gone.previous).toMatchObject({ address: { city: "Austin" } })

    const told = await deliveriesOf(
      admin,
      partner.subscription.id,
      `&subject=${id}&event_type=customer.address_changed`
    )
    const changes = await Promise.all(
      told.map(async (delivery) => (await readDelivery(admin, delivery.id)).payload.data as AddressData)
    )
    expect(changes.map(({ change }) => change).reverse()).toEqual(["created", "updated", "updated", "deleted"])
  })
})
