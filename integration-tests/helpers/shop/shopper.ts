import { expectOk, store, api, type Api } from "./api"
import { environment } from "../services/environment"

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
let customerCount = 0

/** Somebody who may open an account. */
export interface Identity {
  email: string
  /** The Store API as this identity. */
  store: Api
}

/** The first half of a registration: an identity, which no customer belongs to yet. */
export async function registerIdentity(baseUrl: string, given: { email?: string } = {}): Promise<Identity> {
  const email = given.email ?? `shopper-${process.pid}-${Date.now()}-${++customerCount}@example.com`
  const login = { email, password: PASSWORD }
  const { token } = expectOk(await api(baseUrl).post<{ token: string }>("/auth/customer/emailpass/register", login))
  return { email, store: store(baseUrl, environment.seededShop().publishable_key, token) }
}

/** The second half: the account. Returns the customer's id. */
export async function openAccount({ email, store: front }: Identity): Promise<string> {
  const fields = { email, first_name: "Ada", last_name: "Lovelace" }
  return expectOk(await front.post<{ customer: { id: string } }>("/store/customers", fields)).customer.id
}

/** Registers a customer as a storefront does: an identity first, then the account. */
export async function registerCustomer(baseUrl: string, given: { email?: string } = {}): Promise<Customer> {
  const identity = await registerIdentity(baseUrl, given)
  return loginCustomer(baseUrl, { id: await openAccount(identity), email: identity.email })
}

/** Logs a customer in, for the first time or once more. */
export async function loginCustomer(baseUrl: string, { id, email }: Pick<Customer, "id" | "email">): Promise<Customer> {
  const { token } = expectOk(
    await api(baseUrl).post<{ token: string }>("/auth/customer/emailpass", { email, password: PASSWORD })
  )
  return { id, email, store: store(baseUrl, environment.seededShop().publishable_key, token) }
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

/** A cart that only needs to be completed. */
export interface ReadyCart {
  id: string
  store: Api
}

/** Fills a cart through the Store API, the way a storefront does: items, address, shipping, payment. */
export async function fillCart(baseUrl: string, wishes: OrderWishes = {}): Promise<ReadyCart> {
  const shop = environment.seededShop()
  const { customer, email = customer?.email ?? "guest@example.com", address = texanAddress(), quantity = 1 } = wishes
  const front = customer?.store ?? store(baseUrl, shop.publishable_key)
  const { cart } = expectOk(
    await front.post<{ cart: { id: string } }>("/store/carts", {
      region_id: shop.region_id,
      email,
      shipping_address: address,
      billing_address: address,
      items: [{ variant_id: shop.variant_id, quantity }],
    })
  )
  const optionId = shop.shipping_option_id
  expectOk(await front.post(`/store/carts/${cart.id}/shipping-methods`, { option_id: optionId }))
  const { payment_collection } = expectOk(
    await front.post<{ payment_collection: { id: string } }>("/store/payment-collections", { cart_id: cart.id })
  )
  const sessions = `/store/payment-collections/${payment_collection.id}/payment-sessions`
  expectOk(await front.post(sessions, { provider_id: "pp_system_default" }))
  return { id: cart.id, store: front }
}

/** Turns a filled cart into an order. */
export async function completeCart(cart: ReadyCart): Promise<PlacedOrder> {
  const completed = expectOk(
    await cart.store.post<{ type: string; order: PlacedOrder; error?: unknown }>(`/store/carts/${cart.id}/complete`)
  )
  if (completed.type !== "order")
    throw new Error(`The cart did not become an order: ${JSON.stringify(completed.error)}`)
  return completed.order
}

/** Places an order through the Store API. */
export async function placeOrder(baseUrl: string, wishes: OrderWishes = {}): Promise<PlacedOrder> {
  return completeCart(await fillCart(baseUrl, wishes))
}
