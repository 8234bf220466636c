import { call, client } from "./http.mjs"

const QUANTITY = 2
const ADDRESS = {
  first_name: "Ada",
  last_name: "Lovelace",
  address_1: "1 Main Street",
  city: "Austin",
  province: "TX",
  postal_code: "78701",
  country_code: "us",
}

/** Registers a customer with the Store API and returns it with a client that acts as her. */
export async function registerCustomer(url, publishableKey) {
  const login = { email: `ada.${Date.now().toString(36)}@example.com`, password: "supersecret" }
  const asHolderOf = (token) =>
    client(url, { "x-publishable-api-key": publishableKey, authorization: `Bearer ${token}` })
  const registration = await call("POST", `${url}/auth/customer/emailpass/register`, { json: login })
  const account = { email: login.email, first_name: ADDRESS.first_name, last_name: ADDRESS.last_name }
  const { customer } = await asHolderOf(registration.token).post("/store/customers", account)
  const { token } = await call("POST", `${url}/auth/customer/emailpass`, { json: login })
  return { ...customer, store: asHolderOf(token) }
}

/** Fills a cart with the seeded product as a storefront does: address, shipping, payment. Returns its id. */
export async function fillCart({ store, email }, shop) {
  const { cart } = await store.post("/store/carts", {
    region_id: shop.region_id,
    email,
    items: [{ variant_id: shop.variant_id, quantity: QUANTITY }],
  })
  await store.post(`/store/carts/${cart.id}`, { shipping_address: ADDRESS, billing_address: ADDRESS })
  await store.post(`/store/carts/${cart.id}/shipping-methods`, { option_id: shop.shipping_option_id })
  const { payment_collection } = await store.post("/store/payment-collections", { cart_id: cart.id })
  const sessions = `/store/payment-collections/${payment_collection.id}/payment-sessions`
  await store.post(sessions, { provider_id: "pp_system_default" })
  return cart.id
}

/** Orders what is in the cart. Returns the order, or the reason for which the shop refuses. */
export async function placeOrder({ store }, cartId) {
  const { status, body } = await store.tryPost(`/store/carts/${cartId}/complete`)
  return body.order ? { order: body.order } : { refused: `${status}: ${body.message ?? JSON.stringify(body.error)}` }
}

/** Adds an address to the customer's account. */
export async function addAddress({ store }) {
  const { customer } = await store.post("/store/customers/me/addresses", { address_name: "Home", ...ADDRESS })
  return customer.addresses.at(-1)
}

/** Moves that address to another street. */
export async function moveAddress({ store }, address) {
  await store.post(`/store/customers/me/addresses/${address.id}`, { address_1: "22 Congress Avenue" })
}
