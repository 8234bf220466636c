import { Agent, Client, Pool, type Dispatcher } from "undici"
import type { TransportOptions } from "../../transport"
import { guardedConnect } from "../_guarded-connect"

/** Bytes of an answer's headers; undici drops the connection beyond. */
const MAX_RESPONSE_HEADER_BYTES = 16_384
/** Milliseconds that an idle socket is kept for the next delivery to the same receiver. */
const KEEP_ALIVE_MS = 10_000

/** A request's options, and, once undici has chosen one, the connection that it goes out on. */
export interface RequestOptions extends Dispatcher.DispatchOptions {
  connection?: CountingClient
}

/** One connection at a time, which counts its requests: only of a second one may a receiver have closed it unseen. */
export class CountingClient extends Client {
  private begunCount = 0

  constructor(...args: ConstructorParameters<typeof Client>) {
    super(...args)
    this.on("connect", () => (this.begunCount = 0))
  }

  override dispatch(options: RequestOptions, handler: Dispatcher.DispatchHandler): boolean {
    options.connection = this
    return super.dispatch(options, handler)
  }

  /** A request begins on the connection. @returns whether it is not the connection's first. */
  begins(): boolean {
    return this.begunCount++ > 0
  }
}

/** Where requests go out: on connections that are kept for the next request, or on one that nobody used before. */
export interface Connections {
  kept: Agent
  fresh: Agent
}

/** Opens both; no address that the guard refuses is connected to. */
export function openConnections({
  connectTimeoutMs,
  allowPrivateTargets,
  maxConnections,
}: TransportOptions): Connections {
  const connect = guardedConnect(connectTimeoutMs, allowPrivateTargets)
  const settings = { connect, connections: maxConnections, maxHeaderSize: MAX_RESPONSE_HEADER_BYTES }
  return {
    kept: new Agent({
      ...settings,
      keepAliveTimeout: KEEP_ALIVE_MS,
      factory: (origin, options) =>
        new Pool(origin, { ...options, factory: (url, own) => new CountingClient(url, own as Client.Options) }),
    }),
    // Without pipelining undici closes a connection after its first request.
    fresh: new Agent({ ...settings, pipelining: 0 }),
  }
}
