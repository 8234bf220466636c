import { createServer, type AddressInfo, type Socket } from "node:net"

/** A request as a server below HTTP sees it. */
export interface RawRequest {
  /** 1 for the first connection that the server accepted. */
  connection: number
  /** 1 for the first request on its connection. */
  place: number
  body: string
  socket: Socket
}

export interface KeepAliveServer {
  url: string
  requests: RawRequest[]
  connectionsCount(): number
  /** What it does with a request that is there completely. */
  behave(onRequest: (request: RawRequest) => void): void
  stop(): Promise<void>
}

const HEAD_END = "\r\n\r\n"

export const OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"

/** A partner whose connections carry several requests, and who ends them as it likes. */
export async function startKeepAliveServer(): Promise<KeepAliveServer> {
  const sockets: Socket[] = []
  const requests: RawRequest[] = []
  let onRequest: (request: RawRequest) => void = ({ socket }) => void socket.write(OK)
  const server = createServer((socket) => {
    const connection = sockets.push(socket)
    let place = 0
    let received = ""
    socket.on("error", () => undefined)
    socket.on("data", (chunk) => {
      received += chunk.toString("latin1")
      const head = received.indexOf(HEAD_END)
      if (head < 0) return
      const lengthBytes = Number(/content-length: (\d+)/i.exec(received)?.[1] ?? 0)
      const end = head + HEAD_END.length + lengthBytes
      if (received.length < end) return
      const body = Buffer.from(received.slice(head + HEAD_END.length, end), "latin1").toString("utf8")
      received = received.slice(end)
      const request = { connection, place: ++place, body, socket }
      requests.push(request)
      onRequest(request)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    requests,
    connectionsCount: () => sockets.length,
    behave: (next) => void (onRequest = next),
    async stop() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
