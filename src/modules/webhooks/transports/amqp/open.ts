import { credentials, type ChannelModel, type ConfirmChannel } from "amqplib"
import { connect as connectTcp, isIP, type Socket } from "node:net"
import { dirname, join } from "node:path"
import { connect as connectTls } from "node:tls"
import type { TransportOptions } from "../../transport"
import { BlockedTargetError, guardedLookup, refusalOfLiteral } from "../_guarded-connect"
import { within } from "../../../../utils/within"
import type { AmqpTarget } from "./url"

const HEARTBEAT_SECONDS = 10
/** The largest frame in bytes; the broker may ask for smaller ones. */
const FRAME_BYTES = 131_072
/** Protocol extensions that this client supports. */
const CLIENT_CAPABILITIES = {
  publisher_confirms: true,
  "basic.nack": true,
  "connection.blocked": true,
  // Without it, a broker answers a wrong password with a silently closed socket.
  authentication_failure_close: true,
}

/** An open connection and its channel; `cut` destroys the socket at once. */
export interface OpenBroker {
  model: ChannelModel
  channel: ConfirmChannel
  cut(): void
}

/** The part of amqplib's own connection that is used here. */
interface RawConnection extends NodeJS.EventEmitter {
  open(fields: object, opened: (error: Error | null) => void): void
}

/**
 * Loads a file of amqplib by its path. amqplib's `connect` returns a connection only once it is open; an error before that, or
 * in the same packet, has no listener and ends the process. So the connection is made here, of amqplib's parts, which the
 * package does not export.
 */
function amqplibPart<T>(file: string): T {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- by path: see above
  return require(join(dirname(require.resolve("amqplib")), "lib", file)) as T
}
const { Connection } = amqplibPart<{ Connection: new (socket: Socket) => RawConnection }>("connection.js")
const { ChannelModel: Model } = amqplibPart<{ ChannelModel: new (connection: RawConnection) => ChannelModel }>(
  "channel_model.js"
)

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
  cutter: AbortController
): Promise<OpenBroker> {
  const socket = await connectedSocket(target, allowPrivateTargets, cutter.signal)
  const connection = new Connection(socket)
  connection.on("error", () => undefined)
  await new Promise<void>((resolve, reject) => {
    connection.open(openFields(target, password), (error) => (error ? reject(error) : resolve()))
  })
  const model = new Model(connection)
  model.on("error", () => undefined)
  const channel = await model.createConfirmChannel()
  return { model, channel, cut: () => cutter.abort() }
}

function connectedSocket(
  { tls, host, port }: AmqpTarget,
  allowPrivateTargets: boolean,
  signal: AbortSignal
): Promise<Socket> {
  const options = {
    ...{ host, port, signal, noDelay: true },
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(allowPrivateTargets ? {} : { lookup: guardedLookup() as never }),
  }
  return new Promise((resolve, reject) => {
    const socket = tls ? connectTls(options, () => resolve(socket)) : connectTcp(options, () => resolve(socket))
    socket.on("error", reject)
  })
}

/** The client's fields of AMQP's handshake: start-ok, tune-ok, open. */
function openFields({ user, vhost }: AmqpTarget, password: string) {
  const { mechanism, response } = credentials.plain(user, password)
  return {
    clientProperties: { product: "medusa-webhooks", capabilities: CLIENT_CAPABILITIES },
    mechanism,
    response: response(),
    locale: "en_US",
    channelMax: 0,
    frameMax: FRAME_BYTES,
    heartbeat: HEARTBEAT_SECONDS,
    maxFrameSize: FRAME_BYTES,
    virtualHost: vhost,
    capabilities: "",
    insist: 0,
  }
}
