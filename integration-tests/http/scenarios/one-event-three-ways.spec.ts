import { Webhook } from "standardwebhooks"
import { expectOk, type Api } from "../../helpers/shop/api"
import { openTestBroker, type TestBroker } from "../../helpers/receivers/broker"
import { queryDatabase } from "../../helpers/services/database"
import { registerPartner } from "../../helpers/receivers/partner"
import { publishEvent } from "../../helpers/shop/publish"
import { shopUnderTest } from "../../helpers/shop/shop-under-test"
import samples from "./samples/003.json"

const TYPE = "case.cost_proposal_created"

describe("one event, three subscribers", () => {
  let admin: Api
  let broker: TestBroker

  beforeAll(async () => {
    admin = await shopUnderTest.admin()
    broker = await openTestBroker()
  })
  afterAll(() => broker.close())

  it("goes by HTTP in the standard envelope, by PUT bare in v1, and by AMQP, from one publish in one transaction", async () => {
    const standard = await registerPartner(admin, { events: [TYPE] })
    const put = await registerPartner(admin, { events: [TYPE], method: "PUT", format: "bare", api_version: "v1" })
    const queue = await broker.declareQueue(`three-ways-${process.pid}-${Date.now()}`, { collects: true })
    const hub = expectOk(
      await admin.post<{ subscription: { id: string }; secret: string }>("/admin/webhooks/subscriptions", {
        name: "Hub",
        transport: "amqp",
        url: queue.url,
        events: [TYPE],
        format: "event",
        api_version: "v2",
      })
    )
    const { event, deliveries_count } = await publishEvent(admin, { type: TYPE, data: samples[TYPE] })
    expect(deliveries_count).toBe(3)

    const [[inEnvelope], [bare], [message]] = await Promise.all([
      standard.receiver.waitFor(1),
      put.receiver.waitFor(1),
      queue.waitFor(1),
    ])
    expect(JSON.parse(inEnvelope!.body)).toMatchObject({
      id: event.id,
      type: TYPE,
      data: samples[TYPE],
      metadata: { api_version: "v1" },
    })
    expect(bare!.method).toBe("PUT")
    expect(JSON.parse(bare!.body)).toEqual(samples[TYPE])
    // The envelope's id is the event's, in the document's format.
    expect(JSON.parse(message!.body).event).toMatchObject({ id: event.id, type: TYPE, priceNet: 280 })
    expect(message!.properties).toMatchObject({
      messageId: event.id,
      type: TYPE,
      deliveryMode: 2,
      contentType: "application/json",
    })
    standard.verify(inEnvelope!)
    put.verify(bare!)
    new Webhook(hub.secret).verify(message!.body, message!.headers)

    const rows = await queryDatabase<{ transactions: number; deliveries: number }>(
      shopUnderTest.databaseUrl(),
      `SELECT count(DISTINCT created_at)::int AS transactions, count(*)::int - 1 AS deliveries FROM (
         SELECT created_at FROM webhook_event WHERE id = $1 UNION ALL SELECT created_at FROM webhook_delivery WHERE event_id = $1) rows`,
      [event.id]
    )
    // now() is the transaction's: one instant, one transaction.
    expect(rows).toEqual([{ transactions: 1, deliveries: 3 }])
    await admin.delete(`/admin/webhooks/subscriptions/${hub.subscription.id}`)
    await Promise.all([standard.stop(), put.stop()])
  })
})
