import { dirname, join } from "node:path"
import { connect, type ChannelModel, type ConfirmChannel } from "amqplib"
import type { TransportOptions } from "../../transport"
import type { AmqpTarget } from "./url"
import { BlockedTargetError, guardedLookup, refusalOfLiteral } from "../_guarded-connect"
import { within } from "../_within"

const HEARTBEAT_SECONDS = 10
/** A broker may send smaller frames, never larger ones. */
const FRAME_BYTES = 131_072

/** An open connection with its channel, and what cuts it at once. */
export interface OpenBroker {
  model: ChannelModel
  channel: ConfirmChannel
  cut(): void
}

type OpenMethod = (this: NodeJS.EventEmitter, ...args: unknown[]) => void

// amqplib hands a connection out once it is open. A broker that closes it in the same breath would raise an error that
// nobody listens to yet, and end the process.
// eslint-disable-next-line @typescript-eslint/no-require-imports -- not among the package's exports
const { Connection } = require(join(dirname(require.resolve("amqplib")), "lib", "connection.js")) as {
  Connection: { prototype: { open: OpenMethod } }
}
const { open } = Connection.prototype
Connection.prototype.open = function (...args) {
  this.on("error", () => undefined)
  open.apply(this, args)
}

/**
 * Connects to the broker of a target, to a public address only, unless private ones are allowed.
 * @throws whatever went wrong, within `connectTimeoutMs`.
 */
export async function openBroker(target: AmqpTarget, password: string, options: TransportOptions): Promise<OpenBroker> {
  const { connectTimeoutMs, allowPrivateTargets } = options
  const refusal = allowPrivateTargets ? null : refusalOfLiteral(target.host)
  if (refusal) throw new BlockedTargetError(refusal)
  const socket = new AbortController()
  try {
    return await within(connectTimeoutMs, opened(target, password, allowPrivateTargets, socket))
  } catch (error) {
    socket.abort()
    throw error
  }
}

async function opened(
  target: AmqpTarget,
  password: string,
  allowPrivateTargets: boolean,
  socket: AbortController
): Promise<OpenBroker> {
  const { tls, host: hostname, port, user: username, vhost } = target
  const model = await connect(
    {
      protocol: tls ? "amqps" : "amqp",
      ...{ hostname, port, username, password },
      // amqplib decodes it.
      vhost: encodeURIComponent(vhost),
      heartbeat: HEARTBEAT_SECONDS,
      frameMax: FRAME_BYTES,
      maxFrameSize: FRAME_BYTES,
    },
    // Handed on to the socket, whichever kind it is.
    {
      noDelay: true,
      signal: socket.signal,
      ...(allowPrivateTargets ? {} : { lookup: guardedLookup() as never }),
    } as object
  )
  model.on("error", () => undefined)
  const channel = await model.createConfirmChannel()
  return { model, channel, cut: () => socket.abort() }
}
