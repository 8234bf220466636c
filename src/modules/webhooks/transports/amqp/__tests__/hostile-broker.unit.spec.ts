import { once } from "node:events"
import { createServer, type AddressInfo, type Server, type Socket } from "node:net"
import { dirname, join } from "node:path"
import * as amqp from "../transport"

// eslint-disable-next-line @typescript-eslint/no-require-imports -- not among the package's exports: a broker's side of the protocol is nowhere else
const defs = require(join(dirname(require.resolve("amqplib")), "lib", "defs.js")) as {
  ConnectionStart: number
  ConnectionTune: number
  ConnectionOpenOk: number
  ConnectionClose: number
  encodeMethod(method: number, channel: number, fields: object): Buffer
}
const frames = {
  start: defs.encodeMethod(defs.ConnectionStart, 0, {
    versionMajor: 0,
    versionMinor: 9,
    serverProperties: {},
    mechanisms: Buffer.from("PLAIN"),
    locales: Buffer.from("en_US"),
  }),
  tune: defs.encodeMethod(defs.ConnectionTune, 0, { channelMax: 1, frameMax: 131_072, heartbeat: 0 }),
  openOk: defs.encodeMethod(defs.ConnectionOpenOk, 0, { knownHosts: "" }),
  close: defs.encodeMethod(defs.ConnectionClose, 0, {
    replyCode: 541,
    replyText: "got pw, bye",
    classId: 0,
    methodId: 0,
  }),
}

const message = { url_password: "pw", method: "POST", headers: { "webhook-id": "evt_1" }, body: Buffer.from("{}") }
const limits = {
  now: () => new Date(),
  connectTimeoutMs: 300,
  keptResponseBytes: 0,
  readResponseBytes: 0,
  maxConnections: 1,
  allowPrivateTargets: true,
}

describe("a hostile broker", () => {
  const sockets = new Set<Socket>()
  let server: Server
  afterEach(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })

  /** Answers each chunk it reads with the next of these. */
  async function sendTo(answers: Buffer[]) {
    server = createServer((socket) => {
      sockets.add(socket)
      socket.once("close", () => sockets.delete(socket))
      socket.on("error", () => undefined)
      const left = [...answers]
      socket.on("data", () => left.length > 0 && socket.write(left.shift()!))
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    const transport = amqp.open(limits)
    try {
      const url = `amqp://hub:***@127.0.0.1:${(server.address() as AddressInfo).port}/?queue=q`
      return (await transport.send({ ...message, url }, { timeout_ms: 1_000 })).outcome
    } finally {
      await transport.close()
    }
  }

  it("that closes the connection in the packet that opens it does not end the process", async () => {
    // amqplib's first write is the greeting, its second the login, its third tune and open.
    expect(await sendTo([frames.start, frames.tune, Buffer.concat([frames.openOk, frames.close])])).toMatchObject({
      kind: "connection_lost",
    })
  })

  it("that stays silent times out, and its socket is closed", async () => {
    expect(await sendTo([])).toMatchObject({ kind: "timed_out", reason: "not connected within 300 ms" })
    // Never, were the socket left open.
    await Promise.all([...sockets].map((socket) => once(socket, "close")))
  })

  it("that repeats the password does not get it stored", async () => {
    expect(await sendTo([frames.start, frames.close])).toMatchObject({
      kind: "broker_refused",
      reason: "the broker answered 541: got ***, bye",
    })
  })

  it("that speaks another protocol is an error", async () => {
    const answer = Buffer.concat([Buffer.from("HTTP/1.1 400 Bad Request\r\n\r\n"), Buffer.alloc(4_096)])
    expect((await sendTo([answer])).kind).toMatch(/connection_lost|timed_out/)
  })
})
