import { expectOk, type Api } from "./api"
import { environment } from "../services/environment"

interface OrderDetail {
  items: { id: string; quantity: number }[]
  fulfillments: { id: string }[]
  payment_collections: { payments: { id: string; amount: number }[] }[]
}

async function readOrder(admin: Api, orderId: string): Promise<OrderDetail> {
  const fields = "*items,*fulfillments,*payment_collections.payments"
  const { order } = expectOk(await admin.get<{ order: OrderDetail }>(`/admin/orders/${orderId}?fields=${fields}`))
  return order
}

async function orderItems(admin: Api, orderId: string): Promise<{ id: string; quantity: number }[]> {
  const { items } = await readOrder(admin, orderId)
  return items.map(({ id, quantity }) => ({ id, quantity }))
}

/** Captures an order's payment, all of it or `amount`, and returns the payment's id. */
export async function capturePayment(admin: Api, orderId: string, amount?: number): Promise<string> {
  const order = await readOrder(admin, orderId)
  const payment = order.payment_collections[0]?.payments[0]
  if (!payment) throw new Error(`${orderId} has no payment`)
  expectOk(await admin.post(`/admin/payments/${payment.id}/capture`, amount === undefined ? {} : { amount }))
  return payment.id
}

/** Packs all of an order and returns the fulfilment's id. */
export async function createFulfillment(admin: Api, orderId: string): Promise<string> {
  const items = await orderItems(admin, orderId)
  const locationId = environment.seededShop().stock_location_id
  expectOk(await admin.post(`/admin/orders/${orderId}/fulfillments`, { items, location_id: locationId }))
  const fulfillment = (await readOrder(admin, orderId)).fulfillments.at(-1)
  if (!fulfillment) throw new Error(`${orderId} has no fulfilment`)
  return fulfillment.id
}

/** Ships a fulfilment of all of an order. */
export async function createShipment(admin: Api, orderId: string, fulfillmentId: string): Promise<void> {
  const items = await orderItems(admin, orderId)
  const labels = [
    {
      tracking_number: "1Z999",
      tracking_url: "https://carrier.example/1Z999",
      label_url: "https://carrier.example/1Z999.pdf",
    },
  ]
  expectOk(await admin.post(`/admin/orders/${orderId}/fulfillments/${fulfillmentId}/shipments`, { items, labels }))
}

/** Marks a fulfilment as delivered. */
export async function markDelivered(admin: Api, orderId: string, fulfillmentId: string): Promise<void> {
  expectOk(await admin.post(`/admin/orders/${orderId}/fulfillments/${fulfillmentId}/mark-as-delivered`))
}

/** Cancels an order. */
export async function cancelOrder(admin: Api, orderId: string): Promise<void> {
  expectOk(await admin.post(`/admin/orders/${orderId}/cancel`))
}
