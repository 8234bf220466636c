import { transports } from "../../../src/modules/webhooks/transports"
import { defineTransport, type TransportMetadata } from "../../../src/modules/webhooks/transport"
import { startReceiver, type Receiver } from "../../helpers/receivers/receiver"
import { queryDatabase } from "../../helpers/services/database"
import { startWebhooks, type WebhooksUnderTest } from "../../helpers/shop/webhooks-module"

/** A transport of a shop's own that forgets the timeout it is given. */
const endless = defineTransport({
  id: "endless",
  title: "Endless",
  description: "Never ends an attempt.",
  urlExample: "endless://",
  hasMethods: false,
  outcomes: {},
  urlRefusal: () => null,
  load: () => ({ open: () => ({ send: () => new Promise(() => undefined), close: async () => undefined }) }),
})

/** Each such attempt kept its slot for ever, and its delivery was neither tried again nor shown as failed. */
describe("a transport that never ends an attempt", () => {
  let under: WebhooksUnderTest
  let receiver: Receiver
  beforeAll(async () => {
    ;(transports as Map<string, TransportMetadata>).set(endless.id, endless)
    receiver = await startReceiver()
    under = await startWebhooks("webhooks_endless", {
      attemptTimeoutMs: 500,
      connectTimeoutMs: 500,
      workerConcurrency: 1,
    })
  })
  afterAll(async () => {
    ;(transports as Map<string, TransportMetadata>).delete(endless.id)
    await under.stop()
    await receiver.stop()
  })

  it("times out, and gives its slot to others", async () => {
    const warn = jest.spyOn(console, "warn").mockImplementation(() => undefined)
    const stuck = await under.subscribe({ url: receiver.url, retry_policy: "none" })
    await queryDatabase(under.databaseUrl, "UPDATE webhook_subscription SET transport = 'endless'")
    const [first] = await under.publish({ only_subscription_id: stuck })
    const healthy = await under.subscribe({ url: receiver.url })
    const [second] = await under.publish({ only_subscription_id: healthy })
    expect(await under.settled(first!, "failed")).toMatchObject({ outcome: "timed_out", attempts: 1 })
    await under.settled(second!, "delivered")
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('transport "endless" did not end its attempt by itself'))
    warn.mockRestore()
  })
})
