import { neverAnswers, startHostileServer, type HostileServer } from "../../helpers/receivers/hostile-server"
import { startReceiver, type Receiver } from "../../helpers/receivers/receiver"
import { queryDatabase } from "../../helpers/services/database"
import { startWebhooks, type WebhooksUnderTest } from "../../helpers/shop/webhooks-module"
import { until } from "../../helpers/until"

/** More than the 64 requests that one process had in flight. */
const HANGING = 80
const NAME = "many_hanging_receivers"

/** 64 deliveries to receivers that accept and never answer took every slot of a worker: nobody else's were sent, for as long as they hung. */
describe(`${HANGING} receivers that hang`, () => {
  let under: WebhooksUnderTest
  let healthy: Receiver
  const hanging: HostileServer[] = []

  beforeAll(async () => {
    under = await startWebhooks(NAME, { attemptTimeoutMs: 60_000 })
    healthy = await startReceiver()
    for (let n = 0; n < HANGING; n++) {
      const server = await startHostileServer()
      server.behave(neverAnswers)
      hanging.push(server)
    }
  })
  afterAll(async () => {
    await Promise.all([...hanging, healthy].map((server) => server.stop()))
    await under.stop()
  })

  const hangingCount = () => hanging.filter((server) => server.connectionsCount() > 0).length

  it("do not keep a healthy one waiting until they are done", async () => {
    const type = "customer.created"
    const data = under.webhooks.catalogue.get(type)?.example
    const ids: string[] = []
    for (const { url } of hanging) ids.push(await under.subscribe({ url, events: ["order.paid"] }))
    const healthyId = await under.subscribe({ url: healthy.url, events: ["order.paid"] })
    await under.webhooks.publish(
      ids.map((onlySubscriptionId) => ({ type, data, only_subscription_id: onlySubscriptionId }))
    )
    await until(() => hangingCount() >= 64, { what: "receivers to hang" })

    const [deliveryId] = await under.publish({ only_subscription_id: healthyId })
    await healthy.waitFor(1)
    await under.settled(deliveryId!, "delivered")
    await until(() => hangingCount() === HANGING, { what: "all of them to hang" })
    const ended = await queryDatabase(under.databaseUrl, "SELECT delivery_id FROM webhook_delivery_attempt")
    expect(ended).toEqual([{ delivery_id: deliveryId }])
  })
})
