import { randomBytes } from "node:crypto"
import { secretBox } from "../../../src/modules/webhooks/core/secret-box"
import { transports } from "../../../src/modules/webhooks/transports"
import type { TransportMetadata } from "../../../src/modules/webhooks/transport"
import { startReceiver, type Receiver } from "../../helpers/receivers/receiver"
import { queryDatabase } from "../../helpers/services/database"
import { startWebhooks, type WebhooksUnderTest } from "../../helpers/shop/webhooks-module"
import { until } from "../../helpers/until"

const EVENTS = 20
/** As if a key was lost: nobody here has it. */
const lost = secretBox([randomBytes(32)]).seal("hunter2", randomBytes(12))
const type = "customer.created"

const known = transports as Map<string, TransportMetadata>
/** A transport of a shop's own, with a bug. */
const load = () => ({
  open: () => ({ send: () => Promise.reject(new TypeError("flat tyre")), close: async () => undefined }),
})

/** What could not be read was tried again for ever: no attempt, no outcome, and it held the slots of its subscription. */
describe("rows that this version can't read", () => {
  let under: WebhooksUnderTest
  let receiver: Receiver
  let neighbour: Receiver
  let warn: jest.SpyInstance

  beforeAll(async () => {
    known.set("bike", { ...known.get("http")!, id: "bike", load })
    under = await startWebhooks("webhooks_unreadable")
  })
  beforeEach(async () => {
    warn = jest.spyOn(console, "warn").mockImplementation(() => undefined)
    receiver = await startReceiver()
    neighbour = await startReceiver()
  })
  afterEach(async () => {
    warn.mockRestore()
    await receiver.stop()
    await neighbour.stop()
  })
  afterAll(async () => {
    known.delete("bike")
    await under.stop()
  })

  const run = (sql: string, values: unknown[]) => queryDatabase(under.databaseUrl, sql, values)

  /** Publishes while nothing is sent, breaks what the SQL breaks, and lets the worker at it. */
  async function sendBroken(sql: string, values: unknown[] = [], fields = {}): Promise<string> {
    const id = await under.subscribe({ url: receiver.url, ...fields })
    await under.webhooks.updateWebhookSubscriptions({ id, paused_until: new Date(Date.now() + 3_600_000) })
    const data = under.webhooks.catalogue.get(type)?.example
    await under.webhooks.publish(Array.from({ length: EVENTS }, () => ({ type, data, only_subscription_id: id })))
    await run(sql, [id, ...values])
    await under.webhooks.updateWebhookSubscriptions({ id, paused_until: null })
    await under.webhooks.wake()
    return id
  }

  interface Row {
    status: string
    attempts: number
    outcome: string | null
    failure_reason: string | null
  }
  const deliveriesOf = (id: string) =>
    queryDatabase<Row>(
      under.databaseUrl,
      "SELECT status, attempts, outcome, failure_reason FROM webhook_delivery WHERE subscription_id = $1 ORDER BY id",
      [id]
    )

  const allTried = (id: string) =>
    until(
      async () => {
        const rows = await deliveriesOf(id)
        return rows.every(({ attempts }) => attempts === 1) && rows
      },
      { what: `an attempt of each delivery of ${id}` }
    )

  const newestSecret = "UPDATE webhook_signing_secret SET sealed = $2 WHERE owner_id = $1"
  const corruptData = `UPDATE webhook_event SET data = '{"id":' || chr(39) WHERE id IN
    (SELECT event_id FROM webhook_delivery WHERE subscription_id = $1 ORDER BY id LIMIT 12)`

  it("are no worse when a transport of a shop's own throws: the words of its error are for the log alone", async () => {
    const id = await under.subscribe({ url: receiver.url })
    await under.webhooks.updateWebhookSubscriptions({ id, transport: "bike" })
    const [delivery] = await under.publish({ only_subscription_id: id })
    const { outcome, failure_reason } = await under.settled(delivery!, "retrying", 1)
    expect([outcome, failure_reason]).toEqual([
      "unreadable",
      "a fault of this version stopped the attempt; the log names it",
    ])
    expect(warn.mock.calls.flat().join("\n")).toMatch(new RegExp(`subscription ${id}: a fault .*flat tyre`))
  })

  it.each<[string, string, unknown[], RegExp]>([
    ["a signing secret under a lost key", newestSecret, [lost], /^the signing secret can't be decrypted/],
    ["an altered signing secret", newestSecret, ["v1:nonsense"], /^the signing secret can't be decrypted/],
    [
      "a header under a lost key",
      "UPDATE webhook_subscription SET headers = $2 WHERE id = $1",
      [JSON.stringify([{ name: "x-key", value: lost }])],
      /^the header "x-key" can't be decrypted/,
    ],
    [
      "headers that are no list",
      "UPDATE webhook_subscription SET headers = '{\"a\": 1}' WHERE id = $1",
      [],
      /^a fault of this version stopped the attempt; the log names it$/,
    ],
    [
      "a password under a lost key",
      "UPDATE webhook_subscription SET url_password = $2 WHERE id = $1",
      [lost],
      /^the password of the URL can't be decrypted/,
    ],
    [
      "an unknown signature scheme",
      "UPDATE webhook_subscription SET signature_scheme = 'wax' WHERE id = $1",
      [],
      /^this version knows no signature scheme "wax"$/,
    ],
    [
      "an unknown transport",
      "UPDATE webhook_subscription SET transport = 'pigeon' WHERE id = $1",
      [],
      /^this version knows no transport "pigeon"$/,
    ],
    [
      "an unknown format",
      "UPDATE webhook_delivery SET format = 'runes' WHERE subscription_id = $1",
      [],
      /^this version knows no format "runes"$/,
    ],
    [
      "an event whose data is gone",
      "UPDATE webhook_event SET data = 'null' WHERE id IN (SELECT event_id FROM webhook_delivery WHERE subscription_id = $1)",
      [],
      /^the event's data is not stored any more$/,
    ],
  ])("have an outcome of their own, once each, and hold up nobody: %s", async (_, sql, values, reason) => {
    const id = await sendBroken(sql, values)
    const neighbourId = await under.subscribe({ url: neighbour.url })
    const [delivery] = await under.publish({ only_subscription_id: neighbourId })
    await under.settled(delivery!, "delivered", 1)
    for (const row of await allTried(id)) {
      expect(row).toMatchObject({ status: "retrying", outcome: "unreadable" })
      expect(row.failure_reason).toMatch(reason)
    }
    expect(receiver.requests).toEqual([])
    // Counted, so that staff hears of it; and the receiver is not paused for what is not its fault.
    const subscription = await under.webhooks.retrieveWebhookSubscription(id)
    expect(subscription).toMatchObject({ active: true, consecutive_failures: 3, paused_until: null, slots: null })
    expect(subscription.failing_since).not.toBeNull()
  })

  it.each(["standard", "event", "bare"])(
    "do not hold up the others of their subscription: corrupt JSON in older events, format %s",
    async (format) => {
      const id = await sendBroken(corruptData, [], { format, max_concurrency: 4 })
      const rows = await allTried(id)
      expect(rows.filter(({ status }) => status === "delivered")).toHaveLength(EVENTS - 12)
      expect(rows.filter(({ outcome }) => outcome === "unreadable").map((row) => row.failure_reason)).toEqual(
        Array.from({ length: 12 }, () => "the event's stored data is not JSON")
      )
      expect(receiver.requests).toHaveLength(EVENTS - 12)
    }
  )

  it("do not stop the newest secret from signing: one rotated secret under a lost key is left out, and staff is informed", async () => {
    const id = await under.subscribe({ url: receiver.url })
    await under.webhooks.rotateSecret(id, undefined, 3_600)
    const older = "AND expires_at IS NOT NULL"
    await run(`UPDATE webhook_signing_secret SET sealed = $2 WHERE owner_id = $1 ${older}`, [id, lost])
    warn.mockClear()
    for (let n = 0; n < 3; n++) {
      const [delivery] = await under.publish({ only_subscription_id: id })
      await under.settled(delivery!, "delivered", 1)
    }
    expect(receiver.requests.map(({ headers }) => String(headers["webhook-signature"]).split(" ").length)).toEqual([
      1, 1, 1,
    ])
    const lines = warn.mock.calls.map(([line]) => String(line)).filter((line) => line.includes("live secret"))
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(new RegExp(`delivery dlv_\\w+ of subscription ${id}: a live secret can't be decrypted`))
    expect(lines[0]).not.toContain("hunter2")
  })

  it("leave no delivery that nobody has tried", async () => {
    const sql = "SELECT count(*)::int AS count FROM webhook_delivery WHERE status = 'pending' AND attempts = 0"
    expect(await queryDatabase(under.databaseUrl, sql)).toEqual([{ count: 0 }])
  })
})
