import { connect, createServer, type AddressInfo, type Socket } from "node:net"

/** A TCP proxy on loopback. */
export interface TcpProxy {
  port: number
  /** Connections that are open stay open, and nothing passes through them any more: what a vanished host looks like. */
  freeze(): void
  /** New connections go to another port; open ones stay as they are. */
  repoint(port: number): void
  close(): Promise<void>
}

/** Starts a proxy in front of a port of this machine. */
export async function startTcpProxy(target: number): Promise<TcpProxy> {
  let targetPort = target
  const sockets = new Set<Socket>()
  const frozen = new WeakSet<Socket>()
  const pass = (from: Socket, to: Socket) => {
    from.on("data", (data) => void (frozen.has(from) || to.write(data)))
    from.on("error", () => undefined)
    from.on("close", () => {
      sockets.delete(from)
      if (!frozen.has(from)) to.destroy()
    })
  }
  const server = createServer((near) => {
    const far = connect(targetPort, "127.0.0.1")
    for (const socket of [near, far]) sockets.add(socket)
    pass(near, far)
    pass(far, near)
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    port: (server.address() as AddressInfo).port,
    freeze: () => {
      for (const socket of sockets) frozen.add(socket)
    },
    repoint: (port) => void (targetPort = port),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}
