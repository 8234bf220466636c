import { expectOk, store, api, type Api } from "./api"
import { environment } from "./environment"

export interface Address {
  first_name: string
  last_name: string
  address_1: string
  city: string
  province: string
  postal_code: string
  country_code: string
}

/** An address in Texas; `change` says what differs. */
export function texanAddress(change: Partial<Address> = {}): Address {
  return {
    first_name: "Ada",
    last_name: "Lovelace",
    address_1: "1 Main Street",
    city: "Austin",
    province: "TX",
    postal_code: "78701",
    country_code: "us",
    ...change,
  }
}

export interface Customer {
  id: string
  email: string
  /** The Store API as this customer. */
  store: Api
}

const PASSWORD = "supersecret"
let customer_count = 0

/** Registers a customer as a storefront does: an identity first, then the account. */
export async function registerCustomer(base_url: string, given: { email?: string } = {}): Promise<Customer> {
  const email = given.email ?? `shopper-${process.pid}-${Date.now()}-${++customer_count}@example.com`
  const { publishable_key } = environment.seededShop()
  const login = { email, password: PASSWORD }
  const guest = api(base_url)
  const registration = expectOk(await guest.post<{ token: string }>("/auth/customer/emailpass/register", login))
  const { customer } = expectOk(
    await store(base_url, publishable_key, registration.token).post<{ customer: { id: string } }>("/store/customers", {
      email,
      first_name: "Ada",
      last_name: "Lovelace",
    }),
  )
  const { token } = expectOk(await guest.post<{ token: string }>("/auth/customer/emailpass", login))
  return { id: customer.id, email, store: store(base_url, publishable_key, token) }
}

export interface PlacedOrder {
  id: string
  display_id: number
  email: string
  currency_code: string
  total: number
}

interface OrderWishes {
  /** Who buys; without one, a guest with this e-mail address does. */
  customer?: Customer
  email?: string
  address?: Address
  quantity?: number
}

/** Places an order through the Store API, the way a storefront does: cart, address, shipping, payment, complete. */
export async function placeOrder(base_url: string, wishes: OrderWishes = {}): Promise<PlacedOrder> {
  const shop = environment.seededShop()
  const { customer, email = customer?.email ?? "guest@example.com", address = texanAddress(), quantity = 1 } = wishes
  const front = customer?.store ?? store(base_url, shop.publishable_key)
  const { cart } = expectOk(
    await front.post<{ cart: { id: string } }>("/store/carts", {
      region_id: shop.region_id,
      email,
      shipping_address: address,
      billing_address: address,
      items: [{ variant_id: shop.variant_id, quantity }],
    }),
  )
  const option_id = shop.shipping_option_id
  expectOk(await front.post(`/store/carts/${cart.id}/shipping-methods`, { option_id }))
  const { payment_collection } = expectOk(
    await front.post<{ payment_collection: { id: string } }>("/store/payment-collections", { cart_id: cart.id }),
  )
  const sessions = `/store/payment-collections/${payment_collection.id}/payment-sessions`
  expectOk(await front.post(sessions, { provider_id: "pp_system_default" }))
  const completed = expectOk(
    await front.post<{ type: string; order: PlacedOrder; error?: unknown }>(`/store/carts/${cart.id}/complete`),
  )
  if (completed.type !== "order") throw new Error(`The cart did not become an order: ${JSON.stringify(completed.error)}`)
  return completed.order
}
