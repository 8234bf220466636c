import { gzipSync } from "node:zlib"
import { createServer, type AddressInfo, type Socket } from "node:net"
import { createServer as createTlsServer } from "node:tls"

/** Nobody's authority signed it. Valid until 2126. */
const SELF_SIGNED = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgBwhnwTrEshp+53UB
GqVhGtfNkt+PKb5Uef10K4TnQg6hRANCAAQ5re8rIv+c6k/lUiGfCSUCwuAR/JRp
5H9EyYhpqjk7oGvoVJGw50EDLQCd0T+GHNuovlo7aaMzwFfqR3ylqO4d
-----END PRIVATE KEY-----`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBfzCCASWgAwIBAgIUachs1YOk6prwEIwO9Deg2nAMl4wwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMjA0NDExOFoYDzIxMjYxMDI5
MDQ0MTE4WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAQ5re8rIv+c6k/lUiGfCSUCwuAR/JRp5H9EyYhpqjk7oGvoVJGw50ED
LQCd0T+GHNuovlo7aaMzwFfqR3ylqO4do1MwUTAdBgNVHQ4EFgQUgMrv92ZboCjo
LaNwK3gGXTn1Z7MwHwYDVR0jBBgwFoAUgMrv92ZboCjoLaNwK3gGXTn1Z7MwDwYD
VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiBGCUWIBym3TRveL/5FtnXh
yMKSiMsJJ5i3ZbeEmdoQYAIhANDlGkXhhAoRneV95s9EDDigjCu8DxcEsElvBesh
JvKe
-----END CERTIFICATE-----`,
}

const MEBIBYTE = 1_048_576
const HEAD = "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n"
const DRIP_EVERY_MS = 1_000

/** What a receiver does once the first bytes of a request are there. */
export type Hostility = (socket: Socket) => void

export interface HostileServer {
  url: string
  /** Bytes that the system took from us so far. */
  writtenBytes(): number
  connectionsCount(): number
  behave(hostility: Hostility): void
  stop(): Promise<void>
}

/** A partner below HTTP: it answers whatever bytes it likes. */
export async function startHostileServer(protocol: "http" | "https" = "http"): Promise<HostileServer> {
  const sockets: Socket[] = []
  let hostility: Hostility = () => undefined
  const onConnection = (socket: Socket) => {
    sockets.push(socket)
    socket.on("error", () => undefined)
    socket.once("data", () => hostility(socket))
  }
  const server = protocol === "http" ? createServer(onConnection) : createTlsServer(SELF_SIGNED, onConnection)
  server.on("tlsClientError", () => undefined)
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    url: `${protocol}://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    writtenBytes: () => sockets.reduce((sum, socket) => sum + socket.bytesWritten - socket.writableLength, 0),
    connectionsCount: () => sockets.length,
    behave: (next) => void (hostility = next),
    async stop() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Writes chunk after chunk, as fast as they are read, `count` times. */
function pour(socket: Socket, chunk: Uint8Array, count: number): void {
  let leftCount = count
  const more = () => {
    while (leftCount > 0 && !socket.destroyed && leftCount--) if (!socket.write(chunk)) return
  }
  socket.on("drain", more)
  more()
}

export const neverAnswers: Hostility = () => undefined

export const drips: Hostility = (socket) => {
  socket.write(`${HEAD}content-length: 1000\r\n\r\n.`)
  const drip = setInterval(() => socket.write("."), DRIP_EVERY_MS)
  socket.on("close", () => clearInterval(drip))
}

export const GIBIBYTE = 1_024 * MEBIBYTE

export const sendsOneGibibyte: Hostility = (socket) => {
  socket.write(`${HEAD}content-length: ${GIBIBYTE}\r\n\r\n`)
  pour(socket, Buffer.alloc(MEBIBYTE / 16, "x"), 16_384)
}

/** Members of a gzip stream may follow one another: a thousandth on the wire, a gibibyte for whoever unpacks it. */
const BOMB_MEMBER = gzipSync(Buffer.alloc(MEBIBYTE), { level: 9 })
export const BOMB_BYTES = 1_024 * BOMB_MEMBER.length

export const sendsGzipBomb: Hostility = (socket) => {
  socket.write(`${HEAD}content-encoding: gzip\r\ncontent-length: ${BOMB_BYTES}\r\n\r\n`)
  pour(socket, BOMB_MEMBER, 1_024)
}

export const sendsMebibyteOfHeaders: Hostility = (socket) => {
  socket.write(HEAD)
  pour(socket, Buffer.from(`x-long: ${"x".repeat(1_014)}\r\n`), 1_024)
}

export const closesMidResponse: Hostility = (socket) => void socket.end(`${HEAD}content-length: 1000\r\n\r\nhalf`)

const EARLY_HINT = "HTTP/1.1 103 Early Hints\r\nlink: </a>; rel=preload\r\n\r\n"

/** Some hundred megabytes of informational answers, as fast as they are read. */
export const endlessEarlyHints: Hostility = (socket) => pour(socket, Buffer.from(EARLY_HINT.repeat(1_000)), 4_000)

export const slowEarlyHints: Hostility = (socket) => {
  const hint = setInterval(() => socket.write(EARLY_HINT), 200)
  socket.on("close", () => clearInterval(hint))
}

/** Any bytes at all, once. */
export const says =
  (text: string): Hostility =>
  (socket) =>
    void socket.end(text)
