import { startReceiver, type Receiver } from "../../helpers/receivers/receiver"
import { queryDatabase } from "../../helpers/services/database"
import { startWebhooks, type WebhooksUnderTest } from "../../helpers/shop/webhooks-module"

/** After the database's clock was set back, or a node behind was promoted, a limited subscription waited until the old time came again. */
describe("a rate limit that was last filled in the future", () => {
  let under: WebhooksUnderTest
  let receiver: Receiver
  beforeAll(async () => {
    receiver = await startReceiver()
    under = await startWebhooks("webhooks_rate_ahead")
  })
  afterAll(async () => {
    await under.stop()
    await receiver.stop()
  })

  it("fills again", async () => {
    await under.subscribe({ url: receiver.url, rate_limit_per_second: 5 })
    await queryDatabase(
      under.databaseUrl,
      "UPDATE webhook_subscription SET rate_tokens = 0, rate_refilled_at = now() + interval '1 hour'"
    )
    for (let index = 0; index < 3; index++) {
      const [delivery] = await under.publish()
      await under.settled(delivery!, "delivered")
    }
    const [row] = await queryDatabase<{ is_now: boolean }>(
      under.databaseUrl,
      "SELECT rate_refilled_at <= now() AS is_now FROM webhook_subscription"
    )
    expect(row).toEqual({ is_now: true })
  })
})
