import type { Outcome } from "../../core/outcome"
import type { OutgoingMessage, TransportOptions } from "../../transport"
import { within } from "../../../../utils/within"
import { BrokerConnection } from "./connection"
import { openBroker } from "./open"
import { outcomeOfBrokerError } from "./outcome"
import type { AmqpTarget } from "./url"

/** Connections kept open; beyond, an idle one is closed for each new one. */
const MAX_KEPT = 128

/** The connections to brokers: one for each URL and password, opened when a message needs it. */
export class BrokerPool {
  private readonly kept = new Map<string, Promise<BrokerConnection>>()
  private readonly open = new Set<BrokerConnection>()

  constructor(private readonly options: TransportOptions) {}

  /** Publishes a message, over a new or an open connection. Failures are results. */
  async send(message: OutgoingMessage, target: AmqpTarget, timeoutMs: number): Promise<Outcome> {
    const beganMs = performance.now()
    const { connectTimeoutMs } = this.options
    let connection: BrokerConnection
    try {
      // On a timeout the connection is still being opened: other messages may be waiting for it.
      connection = await within(timeoutMs, this.connectionFor(message, target))
    } catch (error) {
      return outcomeOfBrokerError(error, "opening", Math.min(connectTimeoutMs, timeoutMs))
    }
    return connection.publish(message, timeoutMs - (performance.now() - beganMs), timeoutMs)
  }

  /** Closes all connections. */
  async close(): Promise<void> {
    await Promise.allSettled(this.kept.values())
    await Promise.all([...this.open].map((connection) => connection.close()))
  }

  private connectionFor({ url, url_password }: OutgoingMessage, target: AmqpTarget): Promise<BrokerConnection> {
    const key = `${url}\n${url_password ?? ""}`
    const kept = this.kept.get(key)
    if (kept) return kept
    this.makeRoom()
    const opening = openBroker(target, url_password ?? "", this.options).then((broker) => {
      const connection = new BrokerConnection(broker, target, () => {
        this.kept.delete(key)
        this.open.delete(connection)
      })
      this.open.add(connection)
      return connection
    })
    opening.catch(() => this.kept.delete(key))
    this.kept.set(key, opening)
    return opening
  }

  private makeRoom(): void {
    if (this.kept.size < MAX_KEPT) return
    const idle = [...this.open].find((connection) => connection.isIdle)
    void idle?.close()
  }
}
