import { expectOk, loginAdmin, type Api } from "../helpers/shop/api"
import { cloneDatabase, dropDatabase, queryDatabase } from "../helpers/services/database"
import { registerPartner, type Partner } from "../helpers/receivers/partner"
import { startShop, type Shop } from "../helpers/shop/shop"
import { until } from "../helpers/until"

const DATABASE = "kill_with_pending"
const EVENTS = 200
const MAX_CONCURRENCY = 8

describe("a shop that is killed with deliveries pending", () => {
  let databaseUrl: string
  let shop: Shop
  let admin: Api
  let partner: Partner

  beforeAll(async () => {
    databaseUrl = await cloneDatabase(DATABASE)
    shop = await startShop({ databaseUrl })
    admin = await loginAdmin(shop.url)
    partner = await registerPartner(admin, { events: ["customer.created"], max_concurrency: MAX_CONCURRENCY })
  })

  afterAll(async () => {
    await partner.receiver.stop()
    await shop.stop()
    await dropDatabase(DATABASE)
  })

  async function publish(index: number): Promise<string> {
    const customerId = `cus_${index}`
    const customer = {
      id: customerId,
      email: null,
      first_name: null,
      last_name: null,
      company_name: null,
      phone: null,
      has_account: true,
      created_at: "2026-01-04T22:30:00Z",
    }
    const input = { type: "customer.created", data: { customer_id: customerId, customer }, idempotency_key: customerId }
    return expectOk(await admin.post<{ event: { id: string } }>("/admin/webhooks/events", input)).event.id
  }

  const countOf = async (status: string) =>
    Number(
      (
        await queryDatabase<{ n: string }>(
          databaseUrl,
          "SELECT count(*) AS n FROM webhook_delivery WHERE status = $1",
          [status]
        )
      )[0]!.n
    )

  it("delivers all of them after the restart, and calls none delivered that the receiver did not get", async () => {
    // The partner holds every request until the shop is dead: what is in flight then was received, but never settled.
    partner.receiver.respondWith([{ delayMs: 60_000 }])
    const eventIds: string[] = []
    for (let index = 0; index < EVENTS; index += 10) {
      eventIds.push(...(await Promise.all(Array.from({ length: 10 }, (_, n) => publish(index + n)))))
    }
    await partner.receiver.waitFor(MAX_CONCURRENCY)
    shop.kill("SIGKILL")
    await shop.exited
    expect(await countOf("pending")).toBe(EVENTS)
    const inFlight = partner.receiver.requests.length
    expect(inFlight).toBe(MAX_CONCURRENCY)

    partner.receiver.respondWith([{ status: 200 }])
    shop = await startShop({ databaseUrl })
    await until(async () => (await countOf("delivered")) === EVENTS, {
      what: "all deliveries to be settled",
      timeout_ms: 60_000,
    })

    const received = partner.receiver.requests.map(({ headers }) => String(headers["webhook-id"]))
    const lost = eventIds.filter((id) => !received.includes(id))
    const duplicates = received.length - new Set(received).size
    console.info(
      `${EVENTS} deliveries, ${lost.length} lost, ${duplicates} sent twice, ${inFlight} in flight at the kill`
    )
    expect(lost).toEqual([])
    expect(duplicates).toBeLessThanOrEqual(inFlight)
    for (const request of partner.receiver.requests) partner.verify(request)
  }, 150_000)
})
