import { transports } from "../../../src/modules/webhooks/transports"
import type { TransportMetadata } from "../../../src/modules/webhooks/transport"
import { halves } from "../../helpers/receivers/halves"
import { startReceiver, type Receiver } from "../../helpers/receivers/receiver"
import { queryDatabase } from "../../helpers/services/database"
import { startWebhooks, type WebhooksUnderTest } from "../../helpers/shop/webhooks-module"
import { until } from "../../helpers/until"

const HEALTHY = 600
const UNWRITABLE = "this answer the database refuses"
const type = "customer.created"

/** One attempt that Postgres refuses made it refuse the whole batch: of everybody's attempts, which were then made again. */
describe("an attempt that can't be written", () => {
  let under: WebhooksUnderTest
  let receiver: Receiver
  let warn: jest.SpyInstance

  beforeAll(async () => {
    ;(transports as Map<string, TransportMetadata>).set(halves.id, halves)
    warn = jest.spyOn(console, "warn").mockImplementation(() => undefined)
    under = await startWebhooks("webhooks_unwritable", { leaseMarginMs: 6_000 })
    receiver = await startReceiver()
    // As Postgres refuses what it can't convert; and one that is refused in any words.
    await queryDatabase(
      under.databaseUrl,
      `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         IF NEW.response_body = '${UNWRITABLE}' OR NEW.outcome = 'gone' THEN
           RAISE EXCEPTION 'untranslatable' USING ERRCODE = '22P05';
         END IF;
         RETURN NEW;
       END $$`
    )
    await queryDatabase(
      under.databaseUrl,
      "CREATE TRIGGER refuse BEFORE INSERT ON webhook_delivery_attempt FOR EACH ROW EXECUTE FUNCTION refuse()"
    )
  })
  afterAll(async () => {
    ;(transports as Map<string, TransportMetadata>).delete(halves.id)
    await receiver.stop()
    await under.stop()
    warn.mockRestore()
  })

  const publish = (ids: string[]) => {
    const data = under.webhooks.catalogue.get(type)?.example
    return under.webhooks.publish(
      ids.map((onlySubscriptionId) => ({ type, data, only_subscription_id: onlySubscriptionId }))
    )
  }

  const openCount = async (ids: string[]) => {
    const sql = "SELECT count(*)::int AS count FROM webhook_delivery WHERE attempts = 0 AND subscription_id = ANY($1)"
    return (await queryDatabase<{ count: number }>(under.databaseUrl, sql, [ids]))[0]!.count
  }

  it.each<[string, object, () => object]>([
    ["half of a character, and a NUL", { transport: halves.id, url: "halves://" }, () => ({})],
    ["an answer that the database refuses", {}, () => ({ status: 500, body: UNWRITABLE })],
  ])(
    `is settled alone, among ${HEALTHY} healthy ones, none of which is sent twice: %s`,
    async (name, target, answer) => {
      const healthyId = await under.subscribe({ url: `${receiver.url}/healthy`, max_concurrency: 64 })
      const poisonId = await under.subscribe({ url: `${receiver.url}/poison`, retry_policy: "none" })
      await under.webhooks.updateWebhookSubscriptions({ id: poisonId, ...target })
      receiver.requests.length = 0
      receiver.respondWith(({ path }) => (path === "/poison" ? answer() : {}))
      const order = Array.from({ length: HEALTHY }, () => healthyId)
      order.splice(HEALTHY / 2, 0, poisonId)
      const beganMs = performance.now()
      await publish(order)
      await until(async () => (await openCount([healthyId, poisonId])) === 0, { what: "all of them to be settled" })
      console.info(`${name}: ${HEALTHY + 1} settled in ${Math.round(performance.now() - beganMs)} ms`)

      const healthy = receiver.requests.filter(({ path }) => path === "/healthy")
      expect(new Set(healthy.map(({ headers }) => headers["webhook-id"])).size).toBe(HEALTHY)
      expect(healthy).toHaveLength(HEALTHY)
      const [poison] = await queryDatabase<{ status: string; failure_reason: string }>(
        under.databaseUrl,
        "SELECT status, failure_reason FROM webhook_delivery WHERE subscription_id = $1",
        [poisonId]
      )
      expect(poison!.status).toBe("failed")
      expect(poison!.failure_reason).toMatch(/^half of \uFFFD$|^the database refused what was to be stored/)
    }
  )

  it("is, where even its plain words are refused, the only one that is tried again", async () => {
    const errors = jest.spyOn(console, "error").mockImplementation(() => undefined)
    try {
      const [healthyId, poisonId] = [
        await under.subscribe({ url: `${receiver.url}/healthy` }),
        await under.subscribe({ url: `${receiver.url}/gone` }),
      ]
      receiver.requests.length = 0
      receiver.respondWith(({ path }) => ({ status: path === "/gone" ? 410 : 200 }))
      await publish([healthyId, poisonId, healthyId])
      await until(async () => (await openCount([healthyId])) === 0, { what: "the healthy ones to be settled" })
      await until(async () => errors.mock.calls.length > 0, { what: "a line for staff" })
      expect(String(errors.mock.calls[0])).toMatch(
        new RegExp(`could not be settled.*delivery dlv_\\w+ of subscription ${poisonId}`)
      )
      expect(receiver.requests.filter(({ path }) => path === "/healthy")).toHaveLength(2)
    } finally {
      errors.mockRestore()
    }
  })

  it("is not kept from being written by an event for operators that can't be published", async () => {
    const id = await under.subscribe({ url: `${receiver.url}/off`, retry_policy: "none" })
    // Failing for a day: the next failure is announced by an event, and the database takes none of them.
    await queryDatabase(
      under.databaseUrl,
      "UPDATE webhook_subscription SET failing_since = now() - interval '25 hours', consecutive_failures = 5 WHERE id = $1",
      [id]
    )
    await queryDatabase(
      under.databaseUrl,
      "ALTER TABLE webhook_event ADD CONSTRAINT no_news CHECK (type <> 'webhook.subscription_failing') NOT VALID"
    )
    receiver.respondWith([{ status: 500 }])
    const [delivery] = await under.publish({ only_subscription_id: id })
    expect(await under.settled(delivery!, "failed", 1)).toMatchObject({ outcome: "server_error" })
    expect(await under.attempts(delivery!)).toHaveLength(1)
    expect(warn.mock.calls.flat().join("\n")).toContain("an event for operators: it can't be published")
  })
})
