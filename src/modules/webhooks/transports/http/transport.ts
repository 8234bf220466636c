import type { Transport, TransportOptions } from "../../transport"
import { openConnections } from "./connections"
import { exchange } from "./exchange"

/** Opens the HTTP transport (undici): no redirects, bounded in time and bytes, and never to a private address. */
export function open(options: TransportOptions): Transport {
  const connections = openConnections(options)
  return {
    send: (message, { timeout_ms }) => exchange(connections, message, options, timeout_ms),
    async close() {
      await Promise.all([connections.kept.close(), connections.fresh.close()])
    },
  }
}
