import { expectOk, loginAdmin, type Api } from "../../helpers/shop/api"
import { openTestBroker } from "../../helpers/receivers/broker"
import { publishBurst, steadily } from "../../helpers/shop/burst"
import { cloneDatabase, dropDatabase, queryDatabase } from "../../helpers/services/database"
import { startPublisher, type Publisher } from "../../helpers/processes/publisher"
import { ownRabbitmq, type OwnRabbitmq } from "../../helpers/services/rabbitmq"
import { startShop, type Shop } from "../../helpers/shop/shop"
import { until } from "../../helpers/until"

const DATABASE = "rabbitmq_faults"
const EVENTS_PER_SECOND = 50
const BEFORE_MS = 5_000
const AFTER_MS = 5_000
/** On top, just before the outage: some of them are on their way when it begins. */
const BURST = 200
/** A retry's wait, a breaker's longest pause, and the way back. */
const SETTLE_TIMEOUT_MS = 180_000

interface SettledRow {
  id: string
  status: string
  outcomes: string[]
  /** Attempts that may have reached the broker, though it could not say so. */
  unconfirmed_count: number
}

const SETTLED = `SELECT d.id, d.status, array_agg(a.outcome) AS outcomes,
    (count(*) FILTER (WHERE a.outcome = 'connection_lost' OR a.reason LIKE 'no confirm%'))::int AS unconfirmed_count
  FROM webhook_delivery d LEFT JOIN webhook_delivery_attempt a ON a.delivery_id = d.id WHERE d.event_id = ANY($1) GROUP BY d.id`

describe("a partner's RabbitMQ under load", () => {
  let rabbitmq: OwnRabbitmq
  let shop: Shop
  let publisher: Publisher
  let admin: Api
  let databaseUrl: string

  beforeAll(async () => {
    databaseUrl = await cloneDatabase(DATABASE)
    rabbitmq = await ownRabbitmq()
    const env = { WEBHOOKS_ATTEMPT_TIMEOUT_MS: "2000", WEBHOOKS_CONNECT_TIMEOUT_MS: "1000" }
    ;[shop, publisher] = await Promise.all([
      startShop({ databaseUrl, env }),
      startPublisher(databaseUrl),
      rabbitmq.start(),
    ])
    admin = await loginAdmin(shop.url)
  })
  afterAll(async () => {
    publisher.stop()
    await shop.stop().finally(() => rabbitmq.remove())
    await dropDatabase(DATABASE)
  })

  it.each<[string, number, () => Promise<void> | void, () => Promise<void> | void]>([
    ["killed", 20_000, () => rabbitmq.stop(), () => rabbitmq.start()],
    ["frozen", 10_000, () => rabbitmq.freeze(), () => rabbitmq.thaw()],
  ])(
    "that is %s for %i ms gets every event, and no more twice than were on their way",
    async (fault, outageMs, begin, end) => {
      const before = await openTestBroker(rabbitmq.url)
      const { url } = await before.declareQueue(fault, { collects: false })
      await before.close("keep queues")
      const policy = { retry_policy: "fixed", retry_interval_seconds: 5, max_retries: 100 }
      const fields = { name: "Hub", transport: "amqp", url, events: ["customer.created"], ...policy }
      const { subscription } = expectOk(
        await admin.post<{ subscription: { id: string } }>("/admin/webhooks/subscriptions", fields)
      )

      const beganAt = Date.now()
      let backAt = Infinity
      const publishing = steadily(
        EVENTS_PER_SECOND,
        () => Date.now() > backAt + AFTER_MS,
        (index) => publisher.publish(`${fault}_${index}`, 1)
      )
      const reach = (at: number, what: string) => until(() => Date.now() >= at, { what })
      await reach(beganAt + BEFORE_MS, "the load to be steady")
      const attemptsCount = async () =>
        (
          await queryDatabase<{ count: number }>(
            databaseUrl,
            "SELECT count(*)::int AS count FROM webhook_delivery_attempt"
          )
        )[0]!.count
      const attempted = await attemptsCount()
      const bursting = publishBurst(admin, `${fault}_burst`, BURST)
      await until(async () => (await attemptsCount()) > attempted + BURST / 4, { what: "the burst to be on its way" })
      await begin()
      await reach(Date.now() + outageMs, "the outage to end")
      await end()
      backAt = Date.now()
      const eventIds = [...(await publishing).results.flat(), ...(await bursting)]

      const rows = () => queryDatabase<SettledRow>(databaseUrl, SETTLED, [eventIds])
      const all = (found: SettledRow[]) => found.every(({ status }) => status === "delivered") && found
      const deliveries = await until(async () => all(await rows()), {
        what: "all to be delivered",
        timeout_ms: SETTLE_TIMEOUT_MS,
      })
      const settledAfterS = ((Date.now() - backAt) / 1_000).toFixed(1)

      const after = await openTestBroker(rabbitmq.url)
      const queue = await after.declareQueue(fault)
      await queue.waitFor(deliveries.length, 30_000)
      await after.close()
      await admin.delete(`/admin/webhooks/subscriptions/${subscription.id}`)
      const arrivals = queue.messages.map(({ headers }) => headers["webhook-delivery-id"])
      const arrived = new Set(arrivals)
      const lost = deliveries.filter(({ id }) => !arrived.has(id)).length
      const duplicates = arrivals.length - arrived.size
      const inFlight = deliveries.reduce((sum, { unconfirmed_count }) => sum + unconfirmed_count, 0)
      const outcomes = countsOf(deliveries.flatMap((delivery) => delivery.outcomes))
      console.info(
        `amqp, RabbitMQ ${fault} for ${outageMs / 1_000} s at ${EVENTS_PER_SECOND} events/s: ${eventIds.length} published, ${arrived.size} received, ${lost} lost, ` +
          `${duplicates} duplicates, ${inFlight} in flight at the fault, all settled ${settledAfterS} s after its return; attempts: ${JSON.stringify(outcomes)}`
      )
      expect({ deliveries: deliveries.length, lost }).toEqual({ deliveries: eventIds.length, lost: 0 })
      expect(duplicates).toBeLessThanOrEqual(inFlight)
      // The outage was one: attempts met it.
      expect(
        (outcomes.connect_failed ?? 0) + (outcomes.connection_lost ?? 0) + (outcomes.timed_out ?? 0)
      ).toBeGreaterThan(0)
    },
    300_000
  )
})

function countsOf(items: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const item of items) counts[item] = (counts[item] ?? 0) + 1
  return counts
}
