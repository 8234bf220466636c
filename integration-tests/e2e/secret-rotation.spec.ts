import { setTimeout as sleep } from "node:timers/promises"
import { Webhook } from "standardwebhooks"
import { expectOk, loginAdmin, type Api } from "../helpers/shop/api"
import { publishOne, steadily } from "../helpers/shop/burst"
import { cloneDatabase, dropDatabase, queryDatabase } from "../helpers/services/database"
import { registerPartner, type Partner } from "../helpers/receivers/partner"
import { startPublisher, type Publisher } from "../helpers/processes/publisher"
import type { ReceivedRequest } from "../helpers/receivers/receiver"
import { startShop, type Shop } from "../helpers/shop/shop"
import { until } from "../helpers/until"

const DATABASE = "secret_rotation"
const EVENTS_PER_SECOND = 50
const GRACE_SECONDS = 4
/** When in the grace period the receiver takes the new secret, in milliseconds: soon, in the middle, and late. */
const SWITCHES_MS = [500, 2_000, 3_500]
/** What was signed before the end of a grace period has arrived by then. */
const ARRIVAL_MS = 1_000

function verifies({ body, headers }: ReceivedRequest, secret: string): boolean {
  try {
    new Webhook(secret).verify(body, headers as Record<string, string>)
    return true
  } catch {
    return false
  }
}

const signaturesIn = ({ headers }: ReceivedRequest) => String(headers["webhook-signature"]).split(" ").length

/** One process rotates, another signs: a secret that the second kept in memory would show. */
describe("secrets that are rotated under load", () => {
  let databaseUrl: string
  let shops: Shop[] = []
  let publisher: Publisher
  let admin: Api
  let partner: Partner

  beforeAll(async () => {
    databaseUrl = await cloneDatabase(DATABASE)
    shops = await Promise.all(
      ["server", "worker"].map((mode) => startShop({ databaseUrl, env: { MEDUSA_WORKER_MODE: mode } }))
    )
    publisher = await startPublisher(databaseUrl)
    admin = await loginAdmin(shops[0]!.url)
    partner = await registerPartner(admin, { events: ["customer.created"] })
  })
  afterAll(async () => {
    publisher.stop()
    await partner.stop()
    await Promise.all(shops.map((shop) => shop.stop()))
    await dropDatabase(DATABASE)
  })

  async function rotate(gracePeriodSeconds: number): Promise<string> {
    const path = `/admin/webhooks/subscriptions/${partner.subscription.id}/rotate-secret`
    return expectOk(await admin.post<{ secret: string }>(path, { grace_period_seconds: gracePeriodSeconds })).secret
  }

  it("cost no delivery, whenever in the grace period the receiver changes over", async () => {
    let held = partner.secret
    let rejectedCount = 0
    let doubleCount = 0
    const outlived: string[] = []
    partner.receiver.respondWith((request) => {
      const isAccepted = verifies(request, held)
      if (!isAccepted) rejectedCount++
      if (signaturesIn(request) > 1) doubleCount++
      return { status: isAccepted ? 200 : 401 }
    })

    let over = false
    const loading = steadily(
      EVENTS_PER_SECOND,
      () => over,
      (index) => publisher.publish(`rotated_${index}`, 1)
    )
    try {
      for (const switchMs of SWITCHES_MS) {
        const [former, next] = [held, await rotate(GRACE_SECONDS)]
        await sleep(switchMs)
        held = next
        await sleep(GRACE_SECONDS * 1_000 - switchMs + ARRIVAL_MS)
        const since = partner.receiver.requests.length
        await partner.receiver.waitFor(since + 10)
        outlived.push(
          ...partner.receiver.requests
            .slice(since)
            .filter((request) => verifies(request, former))
            .map(({ body }) => body)
        )
      }
    } finally {
      over = true
    }
    const eventIds = (await loading).results.flat()
    const delivered = await until(
      async () => {
        const sql = "SELECT attempts FROM webhook_delivery WHERE event_id = ANY($1) AND status = 'delivered'"
        const rows = await queryDatabase<{ attempts: number }>(databaseUrl, sql, [eventIds])
        return rows.length === eventIds.length && rows
      },
      { what: "all deliveries to be settled", timeout_ms: 30_000 }
    )
    console.info(
      `${eventIds.length} events at ${EVENTS_PER_SECOND}/s, ${SWITCHES_MS.length} rotations: ${rejectedCount} rejected, ${doubleCount} signed twice, ` +
        `${outlived.length} signed by a former secret after its grace period`
    )
    expect(rejectedCount).toBe(0)
    expect(delivered.filter(({ attempts }) => attempts !== 1)).toEqual([])
    expect(doubleCount).toBeGreaterThan(0)
    expect(outlived).toEqual([])

    const last = await rotate(0)
    const former = held
    held = last
    await publishOne(admin, "without_grace")
    const request = (await partner.receiver.waitFor(({ body }) => body.includes("without_grace")))[0]!
    expect([verifies(request, last), verifies(request, former), signaturesIn(request)]).toEqual([true, false, 1])
  }, 120_000)
})
