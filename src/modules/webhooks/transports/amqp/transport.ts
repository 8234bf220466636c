import { MASKED_VALUE } from "../../core/custom-headers"
import { outcomeWithoutAnswer } from "../../core/outcome"
import type { Transport, TransportOptions } from "../../transport"
import { BrokerPool } from "./pool"
import { readAmqpUrl } from "./url"

/** Opens the AMQP 0-9-1 transport (amqplib): persistent messages that count as delivered once the broker has confirmed them. */
export function open(options: TransportOptions): Transport {
  const pool = new BrokerPool(options)
  return {
    async send(message, { timeout_ms }) {
      const read = readAmqpUrl(message.url)
      if (!read.ok)
        return { outcome: outcomeWithoutAnswer("invalid_request", `the URL ${read.reason}`), response_body: null }
      const outcome = await pool.send(message, read.value, timeout_ms)
      // A broker's text may repeat the password.
      const reason = message.url_password
        ? (outcome.reason?.replaceAll(message.url_password, MASKED_VALUE) ?? null)
        : outcome.reason
      return { outcome: { ...outcome, reason }, response_body: null }
    },
    close: () => pool.close(),
  }
}
