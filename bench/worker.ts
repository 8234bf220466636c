import { startWebhooks } from "../integration-tests/helpers/webhooks-module"
import { queryDatabase } from "../integration-tests/helpers/database"
import { serve } from "./process"

/** Our module in a process of its own, so that its CPU time and memory are its own. Arguments: name, options as JSON. */
const [name = "bench", options = "{}"] = process.argv.slice(2)

void startWebhooks(name, JSON.parse(options) as Record<string, unknown>).then((under) => {
  const { webhooks, databaseUrl } = under
  const example = webhooks.catalogue.get("customer.created")?.example as Record<string, unknown>
  const dataOf = (bytes: number) => ({ ...example, padding: "x".repeat(Math.max(0, bytes - JSON.stringify(example).length)) })

  serve({
    subscribe: (fields: { url: string }) => under.subscribe(fields),
    /** Publishes `count` events in batches, waiting for each commit. */
    async publish(count: number, bytes: number, batch: number, only_subscription_id?: string) {
      const data = dataOf(bytes)
      for (let left = count; left > 0; left -= batch) {
        const inputs = Array.from({ length: Math.min(batch, left) }, () => ({
          type: "customer.created", data, ...(only_subscription_id ? { only_subscription_id } : {}),
        }))
        await webhooks.publish(inputs)
      }
    },
    /** One event; when the call was made. */
    async publishOne(bytes: number) {
      const at_ms = Date.now()
      const [published] = await webhooks.publish([{ type: "customer.created", data: dataOf(bytes) }])
      return { id: published?.event_id, at_ms }
    },
    cpu: () => process.cpuUsage(),
    rss: () => {
      global.gc?.()
      return process.memoryUsage().rss
    },
    sql: (statement: string) => queryDatabase(databaseUrl, statement),
    stop: () => under.stop(),
  })
})
