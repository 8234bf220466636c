import { halves } from "../../integration-tests/helpers/receivers/halves"
import { startWebhooks } from "../../integration-tests/helpers/shop/webhooks-module"
import { transports } from "../../src/modules/webhooks/transports"
import type { TransportMetadata } from "../../src/modules/webhooks/transport"
import { commandsOf } from "../commands"
import { nowMs, serve } from "../process"

const TYPE = "customer.created"
/** Short, so that what is sent again after a lost batch is sent within the round. */
const OPTIONS = { attemptTimeoutMs: 2_000, connectTimeoutMs: 2_000, leaseMarginMs: 4_000 }

;(transports as Map<string, TransportMetadata>).set(halves.id, halves)

void startWebhooks("bench_unwritable", OPTIONS).then((under) => {
  const { webhooks, subscribe } = under
  const data = webhooks.catalogue.get(TYPE)?.example
  serve({
    ...commandsOf(under),
    /** Registers one whose attempts have half a character in their reason. @returns its id. */
    async subscribeHalves(url: string): Promise<string> {
      const id = await subscribe({ url, retry_policy: "none" })
      await webhooks.updateWebhookSubscriptions({ id, transport: halves.id, url: "halves://" } as never)
      return id
    },
    /** Publishes an event for each of these subscriptions, in one transaction. @returns when it was begun. */
    async publishTo(subscriptionIds: string[]): Promise<number> {
      const beganMs = nowMs()
      await webhooks.publish(subscriptionIds.map((id) => ({ type: TYPE, data, only_subscription_id: id })))
      return beganMs
    },
  })
})
