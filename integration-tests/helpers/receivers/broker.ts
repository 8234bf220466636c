import { connect } from "amqplib"
import { environment } from "../services/environment"
import { until } from "../until"

export interface BrokerMessage {
  /** As it came over the wire: what the signature covers. */
  body: string
  headers: Record<string, string>
  properties: {
    messageId: string
    type: string
    /** Unix seconds. */
    timestamp: number
    contentType: string
    /** 2 is persistent. */
    deliveryMode: number
  }
}

export interface QueueOptions {
  /** Binds the queue to an exchange of this name, which is made when it is missing. */
  exchange?: string
  /** Of the binding, in the words of a topic exchange. */
  pattern?: string
  /** Messages beyond are refused by the broker. */
  maxLength?: number
  /** Collect from the start; else only once `collect()` is called. */
  collects?: boolean
}

export interface TestQueue {
  name: string
  /** Of a subscription that sends to this queue. */
  url: string
  /** What was collected. */
  messages: BrokerMessage[]
  collect(): Promise<void>
  /** Waits for a number of messages, and returns them. */
  waitFor(count: number, timeoutMs?: number): Promise<BrokerMessage[]>
}

/** A partner's broker, as the partner itself uses it. */
export interface TestBroker {
  /** `queue=…` or `exchange=…&routing_key=…`: the URL of a subscription, password in clear. */
  urlTo(destination: string): string
  declareQueue(name: string, options?: QueueOptions): Promise<TestQueue>
  /** Binds a queue to a topic exchange, made when it is missing; without a queue, only makes the exchange. */
  bind(exchange: string, queue?: string, pattern?: string): Promise<void>
  /** Deletes what was declared, unless it is to be kept. */
  close(kept?: "keep queues"): Promise<void>
}

/** Connects to the run's RabbitMQ, or to one at another URL. */
export async function openTestBroker(baseUrl = environment.rabbitmqUrl()): Promise<TestBroker> {
  const connection = await connect(baseUrl)
  // A spec may take the broker away; what that costs, the next call tells.
  connection.on("error", () => undefined)
  const channel = await connection.createChannel()
  const queues: string[] = []
  const exchanges: string[] = []
  const urlTo = (destination: string) => `${baseUrl}?${destination}`

  async function bind(exchange: string, queue?: string, pattern = "#"): Promise<void> {
    await channel.assertExchange(exchange, "topic", { durable: true })
    exchanges.push(exchange)
    if (queue !== undefined) await channel.bindQueue(queue, exchange, pattern)
  }

  return {
    urlTo,
    bind,
    async declareQueue(name, { exchange, pattern, maxLength, collects = true } = {}) {
      const limits = maxLength === undefined ? {} : { maxLength: maxLength, overflow: "reject-publish" }
      await channel.assertQueue(name, { durable: true, ...limits })
      queues.push(name)
      if (exchange !== undefined) await bind(exchange, name, pattern)
      const messages: BrokerMessage[] = []
      const collect = async () => {
        await channel.consume(name, (message) => {
          if (!message) return
          const { headers, messageId, type, timestamp, contentType, deliveryMode } = message.properties
          const properties = { messageId, type, timestamp, contentType, deliveryMode } as BrokerMessage["properties"]
          messages.push({
            body: message.content.toString("utf8"),
            headers: headers as Record<string, string>,
            properties,
          })
          channel.ack(message)
        })
      }
      if (collects) await collect()
      return {
        name,
        url: urlTo(`queue=${encodeURIComponent(name)}`),
        messages,
        collect,
        waitFor: (count, timeoutMs) =>
          until(() => messages.length >= count && [...messages], {
            what: `${count} messages in ${name} (got ${messages.length})`,
            timeout_ms: timeoutMs,
          }),
      }
    },
    async close(kept) {
      for (const name of kept ? [] : queues) await channel.deleteQueue(name)
      for (const name of kept ? [] : exchanges) await channel.deleteExchange(name)
      await connection.close()
    },
  }
}
