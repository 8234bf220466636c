import { expectOk, type Api } from "./api"
import { environment } from "./environment"

interface OrderDetail {
  items: { id: string; quantity: number }[]
  fulfillments: { id: string }[]
  payment_collections: { payments: { id: string; amount: number }[] }[]
}

async function readOrder(admin: Api, order_id: string): Promise<OrderDetail> {
  const fields = "*items,*fulfillments,*payment_collections.payments"
  const { order } = expectOk(await admin.get<{ order: OrderDetail }>(`/admin/orders/${order_id}?fields=${fields}`))
  return order
}

async function orderItems(admin: Api, order_id: string): Promise<{ id: string; quantity: number }[]> {
  const { items } = await readOrder(admin, order_id)
  return items.map(({ id, quantity }) => ({ id, quantity }))
}

/** Captures an order's payment, all of it or `amount`, and returns the payment's id. */
export async function capturePayment(admin: Api, order_id: string, amount?: number): Promise<string> {
  const order = await readOrder(admin, order_id)
  const payment = order.payment_collections[0]?.payments[0]
  if (!payment) throw new Error(`${order_id} has no payment`)
  expectOk(await admin.post(`/admin/payments/${payment.id}/capture`, amount === undefined ? {} : { amount }))
  return payment.id
}

/** Packs all of an order and returns the fulfilment's id. */
export async function createFulfillment(admin: Api, order_id: string): Promise<string> {
  const items = await orderItems(admin, order_id)
  const location_id = environment.seededShop().stock_location_id
  expectOk(await admin.post(`/admin/orders/${order_id}/fulfillments`, { items, location_id }))
  const fulfillment = (await readOrder(admin, order_id)).fulfillments.at(-1)
  if (!fulfillment) throw new Error(`${order_id} has no fulfilment`)
  return fulfillment.id
}

/** Ships a fulfilment of all of an order. */
export async function createShipment(admin: Api, order_id: string, fulfillment_id: string): Promise<void> {
  const items = await orderItems(admin, order_id)
  const labels = [
    {
      tracking_number: "1Z999",
      tracking_url: "https://carrier.example/1Z999",
      label_url: "https://carrier.example/1Z999.pdf",
    },
  ]
  expectOk(await admin.post(`/admin/orders/${order_id}/fulfillments/${fulfillment_id}/shipments`, { items, labels }))
}

/** Marks a fulfilment as delivered. */
export async function markDelivered(admin: Api, order_id: string, fulfillment_id: string): Promise<void> {
  expectOk(await admin.post(`/admin/orders/${order_id}/fulfillments/${fulfillment_id}/mark-as-delivered`))
}

/** Cancels an order. */
export async function cancelOrder(admin: Api, order_id: string): Promise<void> {
  expectOk(await admin.post(`/admin/orders/${order_id}/cancel`))
}
