import { expectOk, loginAdmin, type Api } from "../helpers/shop/api"
import { cloneDatabase, dropDatabase, queryDatabase } from "../helpers/services/database"
import { deliveriesOf, registerPartner, type Partner } from "../helpers/receivers/partner"
import { reconcileNow } from "../helpers/shop/reconcile"
import { startShop, type Shop } from "../helpers/shop/shop"
import { placeOrder, registerCustomer, texanAddress, type Customer } from "../helpers/shop/shopper"
import { until } from "../helpers/until"

const DATABASE = "unsubscribed_events"
const AN_HOUR_MS = 3_600_000

describe("what happens in the shop while nobody subscribes to it", () => {
  let databaseUrl: string
  let shop: Shop
  let admin: Api
  let customer: Customer
  let orderId: string
  const partners: Partner[] = []

  beforeAll(async () => {
    databaseUrl = await cloneDatabase(DATABASE)
    shop = await startShop({ databaseUrl })
    admin = await loginAdmin(shop.url)
    customer = await registerCustomer(shop.url)
    orderId = (await placeOrder(shop.url, { customer })).id
  })
  afterAll(async () => {
    for (const partner of partners) await partner.stop()
    await shop.stop()
    await dropDatabase(DATABASE)
  })

  async function register(events: string[], more: Record<string, unknown> = {}): Promise<Partner> {
    const partner = await registerPartner(admin, { events, ...more })
    partners.push(partner)
    return partner
  }

  async function types(): Promise<string[]> {
    return (await queryDatabase<{ type: string }>(databaseUrl, "SELECT type FROM webhook_event ORDER BY type")).map(
      ({ type }) => type
    )
  }

  const replay = async ({ subscription }: Partner) => {
    const body = { from: new Date(Date.now() - AN_HOUR_MS).toISOString(), include_missing: true }
    return expectOk(
      await admin.post<{ count: number }>(`/admin/webhooks/subscriptions/${subscription.id}/replay`, body)
    ).count
  }

  it("is neither read nor recorded, but for what later changes are told against", async () => {
    expectOk(await customer.store.post("/store/customers/me/addresses", texanAddress()))
    // Announced last: once it is told, the others would have been.
    await until(async () => (await types()).length > 0, { what: "the address to be told of" })
    await placeOrder(shop.url)
    await reconcileNow(databaseUrl)
    expect(await types()).toEqual(["customer.address_changed"])
  }, 90_000)

  it("is not recorded for a subscription that belongs to one account", async () => {
    await register(["*"], { account_id: "practice-1" })
    await placeOrder(shop.url)
    await reconcileNow(databaseUrl)
    expect(await types()).toEqual(["customer.address_changed"])
  }, 90_000)

  it("is not sent to who subscribes later, until asked for, and then once, to nobody else", async () => {
    const [asking, other] = [await register(["order.placed", "customer.*"]), await register(["order.*"])]
    await reconcileNow(databaseUrl)
    expect(await types()).toEqual(["customer.address_changed"])

    // Three orders, a customer with an account, and the address, which was recorded.
    expect(await replay(asking)).toBe(5)
    await asking.receiver.waitFor(5)
    for (const [type, id] of [
      ["order.placed", orderId],
      ["customer.created", customer.id],
      ["customer.address_changed", customer.id],
    ]) {
      asking.verify(await asking.webhookOf(type!, id!))
    }
    expect(await replay(asking)).toBe(0)
    expect(other.receiver.requests).toEqual([])
    expect(await replay(other)).toBe(3)
    await other.receiver.waitFor(3)
  }, 90_000)

  it("is told at once from then on", async () => {
    const [asking] = partners.filter(({ subscription }) => (subscription.events as string[]).includes("order.placed"))
    const order = await placeOrder(shop.url)
    await asking!.webhookOf("order.placed", order.id)
    expect(await deliveriesOf(admin, asking!.subscription.id, `&subject=${order.id}`)).toHaveLength(1)
  })

  it("is recorded while the only subscription is switched off, sent by no reconciler, and there for a replay", async () => {
    const [asking, other] = partners.slice(1)
    for (const { subscription } of [asking!, other!])
      expectOk(await admin.post(`/admin/webhooks/subscriptions/${subscription.id}`, { active: false }))
    const order = await placeOrder(shop.url)
    await until(async () => (await types()).filter((type) => type === "order.placed").length === 5, {
      what: "the order to be recorded",
    })
    expectOk(await admin.post(`/admin/webhooks/subscriptions/${asking!.subscription.id}`, { active: true }))
    await reconcileNow(databaseUrl)
    expect(await deliveriesOf(admin, asking!.subscription.id, `&subject=${order.id}`)).toEqual([])
    expect(await replay(asking!)).toBe(1)
    await asking!.webhookOf("order.placed", order.id)
  }, 90_000)
})
