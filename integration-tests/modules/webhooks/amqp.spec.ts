import { Webhook } from "standardwebhooks"
import { alone } from "../../helpers/services/alone"
import { openTestBroker, type TestBroker } from "../../helpers/receivers/broker"
import { queryDatabase } from "../../helpers/services/database"
import { environment } from "../../helpers/services/environment"
import { freePort } from "../../helpers/services/free-port"
import { rabbitmqctl } from "../../helpers/services/rabbitmq"
import { startWebhooks, type WebhooksUnderTest } from "../../helpers/shop/webhooks-module"

const TYPE = "customer.created"

describe("AMQP", () => {
  let under: WebhooksUnderTest
  let broker: TestBroker
  let letGo: () => Promise<void>

  beforeAll(async () => {
    // It counts all connections, cuts them, and lets the broker take no messages.
    letGo = await alone(environment.rabbitmqUrl())
    under = await startWebhooks("webhooks_amqp")
    broker = await openTestBroker()
  })
  afterAll(async () => {
    await under.stop()
    await broker.close()
    await letGo()
  })

  /** Subscribes this URL alone and publishes one event to it. */
  async function send(
    url: string,
    fields: Record<string, unknown> = {}
  ): Promise<{ subscription_id: string; id: string }> {
    const subscriptionId = await under.subscribe({ url, transport: "amqp", events: [TYPE], ...fields })
    const [id] = await under.publish({ type: TYPE, only_subscription_id: subscriptionId })
    return { subscription_id: subscriptionId, id: id! }
  }

  async function secretOf(subscriptionId: string): Promise<string> {
    const sql = "SELECT sealed FROM webhook_signing_secret WHERE owner_id = $1"
    const [row] = await queryDatabase<{ sealed: string }>(under.databaseUrl, sql, [subscriptionId])
    return under.webhooks.openText(row!.sealed)
  }

  it("brings an exchange what HTTP would bring: body, headers, signature; persistent, with id and type", async () => {
    const queue = await broker.declareQueue("orders", { exchange: "partner", pattern: "shop.#" })
    const { subscription_id, id } = await send(broker.urlTo("exchange=partner&routing_key=shop.customer"))
    const delivery = await under.settled(id, "delivered", 1)
    expect(delivery).toMatchObject({
      outcome: "accepted",
      response_code: null,
      failure_reason: null,
      response_body: null,
    })
    const [message] = await queue.waitFor(1)
    const { headers, body, properties } = message!
    expect(new Webhook(await secretOf(subscription_id)).verify(body, headers)).toMatchObject({
      type: TYPE,
      id: headers["webhook-id"],
    })
    expect(headers).toMatchObject({
      "webhook-event-type": TYPE,
      "webhook-delivery-id": id,
      "webhook-attempt": "1",
      "user-agent": "medusa-webhooks/1",
    })
    expect(headers).not.toHaveProperty("content-type")
    expect(properties).toEqual({
      messageId: headers["webhook-id"],
      type: TYPE,
      timestamp: Number(headers["webhook-timestamp"]),
      contentType: "application/json",
      deliveryMode: 2,
    })
  })

  it("brings a queue all of a burst through one connection", async () => {
    const queue = await broker.declareQueue("burst and plus+")
    const subscriptionId = await under.subscribe({ url: queue.url, transport: "amqp", events: [TYPE] })
    const ids = (
      await Promise.all(
        Array.from({ length: 50 }, () => under.publish({ type: TYPE, only_subscription_id: subscriptionId }))
      )
    ).flat()
    const messages = await queue.waitFor(50)
    expect(new Set(messages.map(({ headers }) => headers["webhook-delivery-id"]))).toEqual(new Set(ids))
    // The partner's own, ours to the exchange of the test before, and ours to this queue.
    const connections = (await rabbitmqctl(["list_connections", "pid", "--no-table-headers"])).trim().split("\n")
    expect(connections).toHaveLength(3)
  })

  it("fails when no queue takes the message, and delivers once one does", async () => {
    await broker.bind("lonely")
    const { id } = await send(broker.urlTo("exchange=lonely&routing_key=nowhere"))
    const failed = await under.settled(id, "retrying", 1)
    expect(failed.outcome).toBe("unroutable")
    expect(failed.failure_reason).toContain(
      '312 NO_ROUTE: no queue takes what is published to the exchange "lonely" with the routing key "nowhere"'
    )
    const queue = await broker.declareQueue("found", { exchange: "lonely" })
    await under.webhooks.retryDelivery(id)
    await under.settled(id, "delivered", 2)
    expect(await queue.waitFor(1)).toHaveLength(1)
  })

  it("tells two messages of one event apart that come back through one connection", async () => {
    const url = broker.urlTo("queue=missing")
    for (let count = 0; count < 2; count++) await under.subscribe({ url, transport: "amqp", events: ["order.placed"] })
    for (const id of await under.publish({ type: "order.placed" })) {
      expect(await under.settled(id, "retrying", 1)).toMatchObject({
        outcome: "unroutable",
        failure_reason: expect.stringContaining('the queue "missing"'),
      })
    }
  })

  it("fails while the queue is full, and delivers once it was drained", async () => {
    const queue = await broker.declareQueue("full", { maxLength: 1, collects: false })
    const { id: first, subscription_id } = await send(queue.url)
    await under.settled(first, "delivered", 1)
    const [second] = await under.publish({ type: TYPE, only_subscription_id: subscription_id })
    const refused = await under.settled(second!, "retrying", 1)
    expect(refused).toMatchObject({
      outcome: "rejected_by_broker",
      failure_reason: expect.stringContaining("the queue is full"),
    })
    await queue.collect()
    await queue.waitFor(1)
    await under.webhooks.retryDelivery(second!)
    await under.settled(second!, "delivered", 2)
    expect((await queue.waitFor(2)).map(({ headers }) => headers["webhook-delivery-id"])).toEqual([first, second])
  })

  const base = () => new URL(environment.rabbitmqUrl())
  it.each<[string, string, () => Promise<string> | string, string]>([
    ["a wrong password", "login_refused", () => broker.urlTo("queue=q").replace(base().password, "hunter2"), "403"],
    [
      "an exchange that is not there",
      "exchange_missing",
      () => broker.urlTo("exchange=gone&routing_key=k"),
      "no exchange 'gone'",
    ],
    [
      "a virtual host that is not there",
      "vhost_refused",
      () => broker.urlTo("queue=q").replace("/?", "/elsewhere?"),
      "virtual host",
    ],
    [
      "nobody listening",
      "connect_failed",
      async () => broker.urlTo("queue=q").replace(base().port, String(await freePort())),
      "ECONNREFUSED",
    ],
    [
      "a name that is not there",
      "dns_failed",
      () => broker.urlTo("queue=q").replace(base().hostname, "broker.invalid"),
      "ENOTFOUND",
    ],
    ["TLS with a broker that has none", "tls_failed", () => broker.urlTo("queue=q").replace("amqp:", "amqps:"), ""],
  ])("names %s: %s", async (_what, outcome, url, words) => {
    const { id } = await send(await url())
    const delivery = await under.settled(id, "retrying", 1)
    expect(delivery.outcome).toBe(outcome)
    expect(delivery.failure_reason).toContain(words)
    expect(delivery.failure_reason).not.toMatch(new RegExp(`hunter2|${base().password}`))
  })

  it("refuses headers that are larger than AMQP's table", async () => {
    const queue = await broker.declareQueue("headers")
    const subscriptionId = await under.subscribe({ url: queue.url, transport: "amqp", events: [TYPE] })
    const value = await under.webhooks.sealText("x".repeat(4_096))
    const headers = Array.from({ length: 16 }, (_, index) => ({ name: `x-${index}`, value }))
    await queryDatabase(under.databaseUrl, "UPDATE webhook_subscription SET headers = $1 WHERE id = $2", [
      JSON.stringify(headers),
      subscriptionId,
    ])
    const [id] = await under.publish({ type: TYPE, only_subscription_id: subscriptionId })
    expect((await under.settled(id!, "failed", 1)).outcome).toBe("invalid_request")
  })

  it("times out while the broker takes nothing, and delivers once it does", async () => {
    const queue = await broker.declareQueue("blocked")
    await rabbitmqctl(["set_vm_memory_high_watermark", "0.0000001"])
    let id: string
    try {
      ;({ id } = await send(queue.url, { timeout_ms: 1_500 }))
      const { outcome, failure_reason } = await under.settled(id, "retrying", 1)
      expect({ outcome, failure_reason }).toEqual({
        outcome: "timed_out",
        failure_reason: "no confirm within 1500 ms; the broker takes no messages now: low on memory",
      })
    } finally {
      await rabbitmqctl(["set_vm_memory_high_watermark", "0.4"])
    }
    await under.webhooks.retryDelivery(id)
    await under.settled(id, "delivered", 2)
  })

  it("connects anew when the broker hung up", async () => {
    const queue = await broker.declareQueue("again")
    const { id, subscription_id } = await send(queue.url)
    await under.settled(id, "delivered", 1)
    await rabbitmqctl(["close_all_user_connections", "test", "maintenance"])
    broker = await openTestBroker()
    const [next] = await under.publish({ type: TYPE, only_subscription_id: subscription_id })
    await under.settled(next!, "delivered")
  })
})

describe("AMQP to a private address", () => {
  it("is refused at once, with the reason stored", async () => {
    const under = await startWebhooks("webhooks_amqp_private", { allowPrivateTargets: false })
    try {
      for (const host of ["127.0.0.1", "localhost", "[::1]", "2130706433", "169.254.169.254"]) {
        const url = environment.rabbitmqUrl().replace("127.0.0.1", host)
        const subscriptionId = await under.subscribe({ url: `${url}?queue=q`, transport: "amqp" })
        const [id] = await under.publish({ only_subscription_id: subscriptionId })
        const delivery = await under.settled(id!, "failed", 1)
        expect(delivery.outcome).toBe("blocked_target")
        expect(delivery.failure_reason).toContain("not a public address")
      }
    } finally {
      await under.stop()
    }
  })
})
