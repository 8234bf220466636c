import { CONFIRMED, outcomeWithoutAnswer, type Outcome } from "../../core/outcome"
import type { OutgoingMessage } from "../../transport"
import { deliveryIdOf, destinationOf, propertiesOf } from "./message"
import type { OpenBroker } from "./open"
import { BROKER_OUTCOMES, outcomeOfBrokerError } from "./outcome"
import type { AmqpTarget } from "./url"

const CLOSE_TIMEOUT_MS = 1_000
/** A connection without a message for this long is closed. */
const IDLE_MS = 60_000

/**
 * One connection to a broker, and the messages whose confirms are awaited. A connection is retired (gets no further message)
 * when a confirm does not come or the broker closes it; its socket is cut once no confirm is awaited, so that messages
 * on their way can still be confirmed.
 */
export class BrokerConnection {
  private readonly awaited = new Map<number, (outcome: Outcome) => void>()
  /** Outcomes of returned messages by delivery id: the broker returns a message just before it confirms it. */
  private readonly returned = new Map<string, Outcome>()
  private sentCount = 0
  private isRetired = false
  private isClosed = false
  private failure: unknown = null
  private blockedReason: string | null = null
  private readonly idleTimer = setTimeout(
    () => (this.isIdle ? void this.close() : this.idleTimer.refresh()),
    IDLE_MS
  ).unref()

  constructor(
    private readonly broker: OpenBroker,
    private readonly target: AmqpTarget,
    /** Called once, when the connection must get no further message. */
    private readonly onRetired: () => void
  ) {
    const { model, channel } = broker
    const failed = (error: unknown) => (this.failure ??= error)
    model.on("error", failed)
    model.on("blocked", (reason) => (this.blockedReason = reason))
    model.on("unblocked", () => (this.blockedReason = null))
    model.on("close", (error) => (failed(error), this.end()))
    channel.on("error", failed)
    // Before amqplib's own listener, which reports every unconfirmed message as refused.
    channel.prependListener("close", () => (this.isClosed = true))
    // amqplib reports why a connection was closed only after it has closed the channels.
    channel.on("close", () => queueMicrotask(() => this.end()))
    channel.on("return", ({ fields, properties }) => {
      // amqplib types the fields of a returned message as those of a delivered one.
      const { replyCode, replyText } = fields as unknown as { replyCode: number; replyText: string }
      this.returned.set(
        deliveryIdOf(properties.headers),
        BROKER_OUTCOMES.returned(replyCode, replyText, destinationOf(target))
      )
    })
  }

  /** Whether no confirm is awaited. */
  get isIdle(): boolean {
    return this.awaited.size === 0
  }

  /** Publishes and waits for the broker's confirm. Failures are results. */
  publish({ headers, body }: OutgoingMessage, timeoutMs: number, attemptTimeoutMs: number): Promise<Outcome> {
    const number = ++this.sentCount
    this.idleTimer.refresh()
    return new Promise<Outcome>((resolve) => {
      const timer = setTimeout(() => {
        this.leave()
        settle(BROKER_OUTCOMES.unconfirmed(attemptTimeoutMs, this.blockedReason))
      }, timeoutMs)
      const settle = (outcome: Outcome) => {
        clearTimeout(timer)
        if (!this.awaited.delete(number)) return
        resolve(outcome)
        if (this.isRetired && this.isIdle) this.broker.cut()
      }
      this.awaited.set(number, settle)
      try {
        this.broker.channel.publish(
          this.target.exchange,
          this.target.routing_key,
          body,
          propertiesOf(headers),
          (refused) => {
            // `end` settles the message, with the reason of the close.
            if (this.isClosed) return
            const returned = this.returned.get(deliveryIdOf(headers))
            this.returned.delete(deliveryIdOf(headers))
            settle(refused ? BROKER_OUTCOMES.nacked() : (returned ?? CONFIRMED))
          }
        )
      } catch (error) {
        // The message was not sent: a header or property does not fit into AMQP's fields, or the channel is closed.
        const doesNotFit = ["RangeError", "TypeError"].includes((error as Error).name)
        settle(
          doesNotFit
            ? outcomeWithoutAnswer("invalid_request", "a header or property does not fit into AMQP's fields")
            : outcomeOfBrokerError(error, "open", attemptTimeoutMs)
        )
      }
    })
  }

  /** Closes the connection in order, or cuts its socket when that takes longer than a second. */
  async close(): Promise<void> {
    this.leave()
    const timer = setTimeout(() => this.broker.cut(), CLOSE_TIMEOUT_MS)
    await this.broker.model.close().catch(() => undefined)
    clearTimeout(timer)
    this.broker.cut()
  }

  private leave(): void {
    if (this.isRetired) return
    this.isRetired = true
    clearTimeout(this.idleTimer)
    this.onRetired()
  }

  private end(): void {
    this.leave()
    const outcome = outcomeOfBrokerError(this.failure ?? new Error("the broker closed the channel"), "open", 0)
    for (const settle of [...this.awaited.values()]) settle(outcome)
    this.broker.cut()
  }
}
